import Testing

@testable import ConsoleState
@testable import SisenseClient

@Suite("Changes as Markdown")
struct AuditMarkdownTests {
    @Test("Each change is a heading, a table and its difference")
    func change() {
        let entry: JSONValue = [
            "title": "Deactivate bea", "time": "2026-05-19T09:00:00.000Z", "profile": "prod",
            "server": "https://bi.acme.example", "account": "admin@acme.example", "person": "ada", "reason": "CHG-1",
            "request": "PATCH /api/v1/users/1", "danger": "B", "outcome": "done",
            "changes": ["~ active: true -> false"],
            "undo": "PATCH /api/v1/users/1",
        ]
        #expect(
            AuditMarkdown.text(of: [RecordedChange(entry)]) == """
                ## Deactivate bea

                | | |
                |---|---|
                | When | 2026-05-19T09:00:00.000Z |
                | Server | prod, https://bi.acme.example |
                | Account | admin@acme.example \\(ada on this machine\\) |
                | Reason | CHG-1 |
                | Request | ` PATCH /api/v1/users/1 ` |
                | Class | B |
                | Outcome | done |
                | To undo it | ` PATCH /api/v1/users/1 ` |

                ```diff
                ~ active: true -> false
                ```

                """)
    }

    @Test("A text of the server ends no cell, no code and no fence", arguments: ["a|b", "a`b``c", "a\nb", "```"])
    func hostile(text: String) {
        let entry: JSONValue = [
            "title": .string(text), "outcome": .string(text), "request": .string(text), "changes": [.string(text)],
        ]
        let lines = AuditMarkdown.text(of: [RecordedChange(entry)]).split(separator: "\n")
        let table = lines.filter { $0.hasPrefix("|") }
        #expect(table.allSatisfy { $0.replacing("\\|", with: "").count { $0 == "|" } == 3 })
        let fences = lines.filter { $0.hasPrefix("```") && $0 != text }
        #expect(fences.count == 2)
    }
}
