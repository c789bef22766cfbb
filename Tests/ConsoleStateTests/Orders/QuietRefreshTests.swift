import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Answers that nobody has asked for", .timeLimit(.minutes(15)))
struct QuietRefreshTests {
    /// A console on its list of features, the answer to a quiet read of which is held back.
    private static func reading() async throws -> HeldConsole {
        let console = try HeldConsole()
        await console.openFeatures()
        await console.send(.autoRefresh(.intervalChosen(.seconds(30))), .autoRefresh(.due))
        await console.transport.arrival("/features")
        return console
    }

    /// Lets it go, and returns once the list has taken it, or has it read once more.
    private static func answer(_ console: HeldConsole, mobile: Bool, newest: Bool = false) async {
        await console.transport.answer("/features", HeldConsole.features(mobile: mobile), newest: newest)
        await console.until { $0.lists[.features]?.isRefreshing == false }
    }

    @Test("The same answer leaves the very rows that are there, and takes the signs of the last one away")
    func same() async throws {
        let console = try await Self.reading()
        await Self.answer(console, mobile: true)
        #expect(await console.mobile == "on")
        #expect(await console.state.lists[.features]?.changes?.count(of: .changed) == 1)
        let generation = await console.state.lists[.features]?.table.generation
        await console.send(.autoRefresh(.due))
        await Self.answer(console, mobile: true)
        #expect(await console.state.lists[.features]?.table.generation == generation)
        #expect(await console.state.lists[.features]?.changes == nil)
        await console.close()
    }

    @Test("Cursor, marks and the line of the screen stay with their records while others come and go above")
    func cursor() async throws {
        let console = try await Self.reading()
        await console.send(.list(.features, .markToggled))
        let more = #"[{"key":"a","name":"A","active":true},{"key":"b","name":"B","active":true},"#
        await console.transport.answer("/features", more + HeldConsole.features(mobile: false).dropFirst())
        await console.until { $0.lists[.features]?.isRefreshing == false }
        let list = try #require(await console.state.lists[.features])
        #expect(list.cursorID == "pulse" && list.marks == ["mobile"])
        #expect(list.scroll.cursor - list.scroll.top(count: 4, page: 2) == 1)
        #expect(list.changes?.count(of: .added) == 2)
        await console.send(.list(.features, .rangeMarked))
        #expect(await console.state.lists[.features]?.marks == ["mobile", "pulse"], "from the mark set before")
        await console.close()
    }

    @Test("A filter and an order chosen meanwhile hold for the rows that come")
    func arranged() async throws {
        let console = try await Self.reading()
        await console.send(
            .list(.features, .filterOpened), .list(.features, .filterEdited(.insert("mobile"))),
            .list(.features, .filterKept), .list(.features, .sortChosen(column: 1)))
        await console.until { $0.lists[.features]?.table.sort?.column == 1 }
        await Self.answer(console, mobile: true)
        let table = try #require(await console.state.lists[.features]?.table)
        #expect(table.count == 1 && table.total == 2 && table.sort?.column == 1)
        #expect(table.cell(at: 0, 1) == "on")
        await console.close()
    }

    @Test("The same holds for an answer that somebody has asked for")
    func loud() async throws {
        let console = try HeldConsole()
        await console.openFeatures()
        await console.send(
            .list(.features, .refreshRequested), .list(.features, .filterOpened),
            .list(.features, .filterEdited(.insert("mobile"))), .list(.features, .filterKept),
            .list(.features, .sortChosen(column: 1)))
        await console.until { $0.lists[.features]?.table.sort?.column == 1 }
        await console.transport.answer("/features", HeldConsole.features(mobile: true))
        await console.until { state in
            let table = state.lists[.features]?.table
            return table?.cell(at: 0, 1) == "on" && table?.sort?.column == 1
        }
        #expect(await console.state.lists[.features]?.table.count == 1)
        await console.close()
    }

    @Test("What comes while something is open changes nothing below it, and is there once that is closed")
    func covered() async throws {
        let console = try await Self.reading()
        await console.send(.menu(.opened(.actions)))
        await console.transport.answer("/features", HeldConsole.features(mobile: true))
        await console.until { $0.autoRefresh.held != nil }
        #expect(await console.mobile == "off")
        await console.send(.menu(.closed))
        #expect(await console.mobile == "on")
        #expect(console.transport.waiting.isEmpty)
        await console.close()
    }

    @Test("What has waited below something that was open for long is read again instead, and an own change drops it")
    func coveredLong() async throws {
        let console = try await Self.reading()
        await console.send(.menu(.opened(.actions)))
        await console.transport.answer("/features", HeldConsole.features(mobile: true))
        await console.until { $0.autoRefresh.held != nil }
        await console.send(.autoRefresh(.due), .menu(.closed))
        #expect(await console.mobile == "off")
        await console.transport.arrival("/features")
        await console.send(.menu(.opened(.actions)))
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.until { $0.autoRefresh.held != nil }
        await console.send(.list(.features, .recordsChanged(["mobile"])))
        await console.transport.answer("/features", HeldConsole.features(mobile: true))
        await console.until { $0.lists[.features]?.table.cell(at: 0, 1) == "on" }
        await console.send(.menu(.closed))
        #expect(await console.mobile == "on")
        await console.close()
    }

    @Test("An own change meanwhile is not undone on the screen by what was read before it")
    func ownChange() async throws {
        let console = try await Self.reading()
        await console.send(.list(.features, .recordsChanged(["mobile"])))
        await console.transport.arrivals("/features", 2)
        await console.transport.answer("/features", HeldConsole.features(mobile: true), newest: true)
        await console.until { $0.lists[.features]?.table.cell(at: 0, 1) == "on" }
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.roundTrip()
        #expect(await console.mobile == "on")
        await console.close()
    }

    @Test("What somebody asks for replaces what nobody has asked for")
    func asked() async throws {
        let console = try await Self.reading()
        await console.send(.list(.features, .refreshRequested))
        await console.transport.arrivals("/features", 2)
        await console.transport.answer("/features", HeldConsole.features(mobile: true), newest: true)
        await console.until { $0.lists[.features]?.isLoading == false }
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.roundTrip()
        #expect(await console.mobile == "on")
        await console.close()
    }

    @Test("An answer for a pane that was left is there when one comes back, and moves nothing elsewhere")
    func left() async throws {
        let console = try await Self.reading()
        await console.send(.paneOpened(.security))
        await Self.answer(console, mobile: true)
        #expect(await console.mobile == "on")
        #expect(await console.state.pane == .security)
        await console.close()
    }

    @Test("An answer for a list that was forgotten is dropped")
    func forgotten() async throws {
        let console = try await Self.reading()
        await console.send(.listForgotten(.features))
        await console.transport.answer("/features", HeldConsole.features(mobile: true))
        await console.roundTrip()
        #expect(await console.state.lists[.features]?.table.total == 0)
        await console.close()
    }

    @Test("No answer: the rows stay with the reason and their age, and nothing is posted for each try")
    func failure() async throws {
        let console = try await Self.reading()
        for _ in 0..<2 {
            await console.transport.answer("/features", "{}", status: 500)
            await console.until { $0.lists[.features]?.isRefreshing == false }
            guard case .failed? = await console.state.lists[.features]?.load else {
                Issue.record("it has failed")
                return
            }
            #expect(await console.mobile == "off")
            #expect(await console.state.messages.shown.allSatisfy { $0.level != .error })
            await console.send(.autoRefresh(.due))
        }
        await Self.answer(console, mobile: true)
        #expect(await console.mobile == "on")
        await console.close()
    }
}
