import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Columns kept from one run to the next")
struct ColumnMemoryTests {
    private let columns = [ListColumn("a", "A"), ListColumn("b", "B"), ListColumn("c", "C")]

    private func withMemory(_ body: (ColumnMemory, URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "columns-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "columns.json")
        try body(ColumnMemory(file: file), file)
    }

    private func kept(_ memory: ColumnMemory) -> ColumnArrangement? {
        var lists = ListStates()
        lists[.users] = ListState(ListID(.users), columns: columns)
        memory.apply(to: &lists)
        return lists[.users]?.arrangement
    }

    @Test("What was arranged comes back, pane by pane, until it is put back")
    func roundTrip() throws {
        try withMemory { memory, _ in
            let arrangement = ColumnArrangement([
                .init("c", isShown: true), .init("a", isShown: false), .init("b", isShown: true),
            ])
            try memory.keep(arrangement, of: .users)
            try memory.keep(ColumnArrangement([.init("x", isShown: true)]), of: .groups)
            #expect(kept(memory) == arrangement)
            try memory.keep(nil, of: .users)
            #expect(kept(memory) == nil)
        }
    }

    @Test("Columns that are no more are left out, new ones are hidden")
    func changedColumns() throws {
        try withMemory { memory, _ in
            let old = [("gone", true), ("b", true), ("b", false)].map { ColumnArrangement.Item($0.0, isShown: $0.1) }
            try memory.keep(ColumnArrangement(old), of: .users)
            #expect(kept(memory)?.items.map(\.id) == ["b", "a", "c"])
            #expect(kept(memory)?.shown == ["b"])
        }
    }

    @Test(
        "A file that is none, or that would hide everything, changes nothing",
        arguments: ["{", "[]", "{\"users\": 3}", "{\"users\": [\"-a\"]}"])
    func broken(text: String) throws {
        try withMemory { memory, file in
            try memory.keep(nil, of: .users)
            try PrivateFile.write(Data(text.utf8), to: file)
            #expect(kept(memory) == nil)
        }
    }
}
