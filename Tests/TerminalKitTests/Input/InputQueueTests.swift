import Testing

@testable import TerminalKit

@Suite("Input queue")
@ScreenActor
struct InputQueueTests {
    private let queue = InputQueue()
    private let a = InputEvent.key(KeyStroke("a"))
    private let b = InputEvent.key(KeyStroke("b"))

    @Test("What came while nobody read is one batch, in order")
    func batches() async {
        queue.add([a])
        queue.add([b, .focus(true)])
        #expect(await queue.next() == [a, b, .focus(true)])
    }

    @Test("A reader that waits gets what comes")
    func waiting() async {
        async let batch = queue.next()
        await Task.yield()
        queue.add([a])
        #expect(await batch == [a])
    }

    @Test("Typed-ahead keys can be dropped, and nothing else")
    func dropped() async {
        queue.add([a, .resize(Size(80, 24)), .paste("rm"), .hangUp])
        queue.dropKeys()
        #expect(await queue.next() == [.resize(Size(80, 24)), .hangUp])
    }

    @Test("After the end there is only what came before it")
    func closed() async {
        queue.add([a])
        queue.close()
        queue.add([b])
        #expect(await queue.next() == [a])
        #expect(await queue.next() == nil)
    }
}
