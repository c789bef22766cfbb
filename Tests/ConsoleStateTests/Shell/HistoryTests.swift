import Testing

@testable import ConsoleState

@Suite("Where we have been")
struct HistoryTests {
    private func history(_ panes: PaneID...) -> History {
        var history = History(History.Visit(pane: .users))
        for pane in panes { history.visit(History.Visit(pane: pane)) }
        return history
    }

    @Test("Back and forward go the same way, and stay where it ends")
    func steps() {
        var history = history(.groups, .dashboards)
        #expect(history.step(1) == nil)
        #expect(history.step(-1)?.pane == .groups)
        #expect(history.step(-1)?.pane == .users)
        #expect(history.step(-1) == nil)
        #expect(history.current.pane == .users)
        #expect(history.step(1)?.pane == .groups)
        #expect(history.step(1)?.pane == .dashboards)
    }

    @Test("A new place forgets what lay ahead; the same place only looks different")
    func visits() {
        var history = history(.groups, .dashboards)
        _ = history.step(-1)
        history.visit(History.Visit(pane: .groups))
        #expect(history.step(1)?.pane == .dashboards)
        _ = history.step(-1)
        history.visit(History.Visit(pane: .alerts))
        #expect(history.step(1) == nil)
        #expect(history.step(-1)?.pane == .groups)
    }

    @Test("The place before this one becomes the newest, so that one goes to and fro")
    func last() {
        var history = history(.groups)
        #expect(history.last()?.pane == .users)
        #expect(history.last()?.pane == .groups)
        #expect(history.last()?.pane == .users)
        var fresh = self.history()
        #expect(fresh.last() == nil)
    }

    @Test("A hundred places are kept")
    func capacity() {
        var history = history()
        for index in 0..<300 { history.visit(History.Visit(pane: index.isMultiple(of: 2) ? .groups : .alerts)) }
        var steps = 0
        while history.step(-1) != nil { steps += 1 }
        #expect(steps == 99)
    }
}
