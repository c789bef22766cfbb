import Testing

@testable import SisenseClient

@Suite("Files that are being written")
struct FileWritesTests {
    @Test("The end waits for what is being written, and nothing begins after it")
    func end() {
        let writes = FileWrites()
        #expect(writes.begin())
        #expect(!writes.finish(within: 1))
        #expect(!writes.begin())
        writes.end()
        #expect(writes.finish())
    }

    @Test("Where nothing is being written, the end waits for nothing")
    func idle() {
        #expect(FileWrites().finish(within: 0))
    }
}
