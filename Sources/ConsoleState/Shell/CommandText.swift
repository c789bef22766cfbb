/// A command that a text names, by its id in the table of commands.
///
/// Texts never hold a key: the screen writes the key the command has there.
package enum NamedCommand: String, Sendable, CaseIterable {
    case help = "console.help"
    case runCommand = "console.commands"
    case quit = "console.quit"
    case addServer = "servers.add"
    case retryConnection = "session.retry"
    case stopReading = "pending.stop"
    case stopOrClear = "list.back"
    case openTrace = "pane.trace"
    case clearFilter = "filter.clear"
    case sort = "list.sort"
    case showBeside = "list.beside"
    case export = "list.export"
    case refreshList = "list.refresh"
    case refreshTree = "tree.refresh"
    case refreshRecord = "detail.refresh"
    case listActions = "list.actions"
    case openLine = "json.enter"
    case userAccess = "users.access"
    case groupAccess = "groups.access"
    case groupMembers = "groups.members"
    case dashboardViewers = "dashboards.access"
    case dashboardWidgets = "dashboards.widgets"
    case editShares = "dashboards.shares"
    case listCalls = "list.calls"
    case listCopies = "list.copy"
    case callHistory = "api.history"
    case addShare = "shares.add"
    case saveShares = "shares.save"
    case undoShares = "shares.undo"
    case publishShares = "shares.publish"
    case closeShares = "shares.back"
    case switchShareSide = "shares.side"
    case addBulkShare = "bulkshares.add"
    case saveBulkShares = "bulkshares.save"
    case closeBulkShares = "bulkshares.back"
    case editLockoutRule = "lockouts.rule"
    case addOrigin = "cors.add"
    case editOrigin = "cors.edit"
    case removeOrigin = "cors.remove"
    case testOrigin = "cors.test"
    case switchCORS = "cors.switch"
    case acceptOrigin = "origin.accept"
    case enterField = "form.enter"
    case editField = "form.editor"
    case formatPreview = "form.preview"
    case copyPreview = "form.copy"
    case closeForm = "form.close"
    case showAsCurl = "write.page"
    case showRequests = "write.requests"
    case turnAutoRevert = "write.revert"
    case cancelWrite = "write.cancel"
    case sendBehind = "run.behind"
    case showResults = "console.results"
    case confirmSettings = "revert.confirm"
    case revertSettings = "revert.now"
    case resolveConflict = "conflict.resolve"
    case copyToken = "token.copy"
    case revealToken = "token.reveal"
    case saveToken = "token.save"
    case closeToken = "token.close"
    case discardAndQuit = "quit.discard"
}

/// A text that may name commands: `"Unsaved shares: \(key: .saveShares) saves"`.
package struct CommandText: Sendable, Equatable {
    fileprivate enum Part: Sendable, Equatable {
        case text(String)
        case key(NamedCommand)
    }

    private let parts: [Part]

    /// A text that names no command.
    package init(_ text: String) { parts = [.text(text)] }

    /// The text with the key of each command it names.
    package func text(key: (NamedCommand) -> String) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .key(let command): key(command)
            }
        }.joined()
    }

    /// The text for files, where no keys are known: commands are written with their ids.
    package var plain: String { text { ":\($0.rawValue)" } }
}

extension CommandText: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) { parts.append(.text(literal)) }

        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            parts.append(.text(value.description))
        }

        package mutating func appendInterpolation(key command: NamedCommand) { parts.append(.key(command)) }
    }

    package init(stringLiteral text: String) { self.init(text) }

    package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }
}
