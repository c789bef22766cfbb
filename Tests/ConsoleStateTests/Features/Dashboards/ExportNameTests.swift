import Testing

@testable import ConsoleState

@Suite("Names of exported files")
struct ExportNameTests {
    @Test(
        "A title becomes a name that stays in its folder and acts on no terminal",
        arguments: [
            ("Sales 2026 - Öst", "Sales 2026 - Öst"), ("../../etc/passwd", "______etc_passwd"), (".hidden", "_hidden"),
            ("a\u{9B}31m\u{202E}\u{200B}b\nc", "a_31m__b_c"), ("売上", "売上"),
        ])
    func names(title: String, wanted: String) {
        #expect(DashboardExportForm.fileName(title) == wanted)
    }

    @Test("However long a title is, an id and an ending fit behind it")
    func long() {
        let name = DashboardExportForm.fileName(String(repeating: "売", count: 300))
        #expect(name.utf8.count <= 200)
        #expect(name.allSatisfy { $0 == "売" })
    }
}
