import Testing

@testable import ConsoleState

@Suite("Finding people by what one types")
struct FormSearchTests {
    private static let page = RowPage(
        [("1", "Álvaro Núñez", "alvaro@acme.example", "alv"), ("2", "Bea Lang", "bea@acme.example", "bea")].map {
            RowContent(id: RecordID($0.0), cells: [$0.1, $0.2, "Viewer", "Núñez fans", "yes", "local", "never", $0.3])
        }, columns: UserRow.layout.columns.count)

    private func found(_ text: String) async -> [String] {
        var table = RowTable()
        table.append(Self.page)
        return await FormSearch.users.find(table, text).map(\.title)
    }

    @Test("By name, address or account, whatever case and accents, those that begin so first")
    func finds() async {
        #expect(await found("nunez") == ["alvaro@acme.example"])
        #expect(await found("bea") == ["bea@acme.example"])
        #expect(await found("a") == ["alvaro@acme.example", "bea@acme.example"])
        #expect(await found("la") == ["bea@acme.example"])
    }

    @Test("Not by their groups, and nobody by nothing")
    func misses() async {
        #expect(await found("fans") == [])
        #expect(await found("") == [])
    }
}
