package import Foundation

/// Everything that can run beside the store, by name. Newer work replaces older of the same name.
package enum ConsoleWork: Hashable, Sendable {
    /// The reading before a form or a preview can come up: one thing at a time.
    case preparation
    /// Waits before a person hears of that.
    case preparationTimer
    /// The work of the open form: reading what is to be sent, a test, the editor.
    case form
    case formNotes
    /// Trying out what a form holds.
    case formTrial
    /// The change that was confirmed.
    case write
    /// Reads the records again of changes whose outcome is not known, the first of which has this id.
    case look(UUID)
    /// Looks for changes of earlier sessions whose outcome nobody knows.
    case recall
    case autoRevertClock
    case autoRevert
    /// Signs in again, where a save has ended the token.
    case autoRevertSession
    /// Forgets settings that are no longer pending, and looks for those that were left pending.
    case autoRevertJournal
    /// The call of the explorer.
    case call
    case savedCalls
    /// Drops and moves plans that wait.
    case plans
    case list(PaneID, ListWork)
    case columnMemory
    case viewMemory
    /// Runs a program of the person.
    case ownCommand
    case recordSearch
    case folders
    case home(HomeWork)
    case originTests
    case originsEditor
    /// Reading the people whom the shares that are edited reach.
    case shareViewers
    /// Reading which servers have a profile.
    case profiles
    /// The same for the choice of a server.
    case serverChoice
    /// Making the rows of the list of servers again.
    case serverRows
    case profileTest(String)
    /// Keeping how the server is as it is opened.
    case snapshot
    case tokenCheck
    case tokenStorage
    case connecting
    /// Reads what the caller may do.
    case authorities
    case copying
    case messageTimer
    /// Waits until the list on the screen is read again by itself.
    case refreshTimer
    /// Waits until nobody is thought to look any more.
    case idleTimer
    case traces
    case requestStarts
    /// Waits before a person hears of requests on their way.
    case requestTimer
    case notices

    /// Work that waits for something to happen, and so may run while the console is idle.
    package static let waiting: Set<ConsoleWork> =
        Set(PaneID.allCases.map { .list($0, .ageing) }).union([
            .messageTimer, .refreshTimer, .idleTimer, .traces, .requestStarts, .requestTimer, .notices,
            .autoRevertClock,
        ])
}

/// The work of one list.
package enum ListWork: Hashable, Sendable {
    case loading
    /// Waits before a person hears of that.
    case loadTimer
    /// Reading it again without anybody having asked.
    case refreshing
    /// Waits until the rows are old.
    case ageing
    case comparison
    case filter
    case sorting
    case export
    case beside
    case reading(RecordID)
    /// A request of the page of a record.
    case page(RecordID, RecordRead.ID)
}

package enum HomeWork: Hashable, Sendable {
    case application
    case licence
    case changes
    case requests
    /// Reading an earlier visit.
    case recall
    /// Reading which snapshots are kept.
    case snapshots
    /// Comparing this one with it.
    case comparison
    /// Keeping this one.
    case digest
}

package typealias ConsoleEffect = Effect<ConsoleAction, ConsoleWork>
package typealias ConsoleOutcome = Outcome<ConsoleAction, ConsoleWork>
package typealias ConsoleStore = Store<ConsoleState, ConsoleAction, ConsoleWork>

/// A part of the console.
protocol ConsoleFeature: Feature where Whole == ConsoleAction, Work == ConsoleWork {}

extension Outcome<ConsoleAction, ConsoleWork> {
    /// Nothing but something to say.
    static func message(_ level: Message.Level, _ text: String) -> Outcome { .message(level, CommandText(text)) }

    static func message(_ level: Message.Level, _ text: CommandText) -> Outcome { .then(.posted(Message(level, text))) }
}
