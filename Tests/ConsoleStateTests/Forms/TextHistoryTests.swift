import Testing

@testable import ConsoleState

@Suite("What was typed into a prompt before")
struct TextHistoryTests {
    private func history(_ texts: String...) -> TextHistory {
        var history = TextHistory()
        for text in texts { history.add(text) }
        return history
    }

    @Test("It goes back to the oldest, and forward again to what was being typed")
    func backAndForward() {
        var history = history("one", "two")
        #expect(history.newer() == nil)
        #expect(history.older(than: "thr") == "two")
        #expect(history.older(than: "two") == "one")
        #expect(history.older(than: "one") == nil)
        #expect(history.newer() == "two")
        #expect(history.newer() == "thr")
        #expect(history.newer() == nil)
    }

    @Test("A text is kept once, where it was used last, and nothing is not kept")
    func once() {
        var history = history("one", "two", "one", "")
        #expect(history.older(than: "") == "one")
        #expect(history.older(than: "") == "two")
        #expect(history.older(than: "") == nil)
    }

    @Test("It forgets the oldest of very many")
    func capacity() {
        var history = TextHistory()
        for number in 0..<60 { history.add("\(number)") }
        var oldest = ""
        while let text = history.older(than: oldest) { oldest = text }
        #expect(oldest == "10")
    }
}
