import Testing

@testable import ConsoleState

@Suite("News with several listeners")
struct BroadcastTests {
    private func first(_ count: Int, of values: AsyncStream<Int>) async -> [Int] {
        var heard: [Int] = []
        for await value in values {
            heard.append(value)
            if heard.count == count { break }
        }
        return heard
    }

    @Test("Two listeners both hear all")
    func both() async {
        let broadcast = Broadcast<Int>()
        let (one, other) = (broadcast.values(), broadcast.values())
        for value in 1...3 { broadcast.send(value) }
        #expect(await first(3, of: one) == [1, 2, 3])
        #expect(await first(3, of: other) == [1, 2, 3])
    }

    @Test("What is sent before anybody listens waits for the first listener, and is told once")
    func unheard() async {
        let broadcast = Broadcast<Int>()
        broadcast.send(1)
        broadcast.send(2)
        let (one, other) = (broadcast.values(), broadcast.values())
        broadcast.send(3)
        #expect(await first(3, of: one) == [1, 2, 3])
        #expect(await first(1, of: other) == [3])
    }

    @Test("After the last listener has gone, news waits again")
    func gone() async {
        let broadcast = Broadcast<Int>()
        let listener = Task { await first(1, of: broadcast.values()) }
        broadcast.send(1)
        #expect(await listener.value == [1])
        broadcast.send(2)
        #expect(await first(1, of: broadcast.values()) == [2])
    }

    @Test("Only so much waits for a listener that never comes, the newest; and one value where that is enough")
    func capacity() async {
        let (all, newest) = (Broadcast<Int>(), Broadcast<Int>(keepsNewestOnly: true))
        for value in 1...250 {
            all.send(value)
            newest.send(value)
        }
        #expect(await first(100, of: all.values()) == Array(151...250))
        #expect(await first(1, of: newest.values()) == [250])
    }
}
