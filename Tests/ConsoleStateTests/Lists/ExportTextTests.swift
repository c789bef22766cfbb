import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Rows as the text of a file")
struct ExportTextTests {
    private func text(_ format: ExportFormat, _ rows: [[String]]) -> String {
        var text = ExportText(format, columns: [ListColumn("name", "Name"), ListColumn("role", "Role")])
        for (index, cells) in rows.enumerated() { text.append(id: RecordID("\(index)"), cells: cells) }
        return String(decoding: text.finished(), as: UTF8.self)
    }

    @Test("CSV has headings, ends lines as RFC 4180 says, and quotes what needs it")
    func csv() {
        #expect(
            text(.csv, [["Obi, Ada", "says \"hi\""], ["two\nlines", "Ünï"]])
                == "id,Name,Role\r\n0,\"Obi, Ada\",\"says \"\"hi\"\"\"\r\n1,\"two\nlines\",Ünï\r\n")
    }

    @Test(
        "A cell that a spreadsheet would calculate becomes text",
        arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "=cmd|' /C calc'!A0"])
    func formulas(cell: String) {
        #expect(text(.csv, [[cell, "x"]]) == "id,Name,Role\r\n0,'\(cell),x\r\n")
    }

    @Test("A carriage return at the start is quoted too")
    func carriageReturn() {
        #expect(text(.csv, [["\r=1", "x"]]) == "id,Name,Role\r\n0,\"'\r=1\",x\r\n")
    }

    @Test("A quote that melts into an accent is still doubled")
    func combinedQuote() {
        #expect(text(.csv, [["a\"\u{301},b", ""]]) == "id,Name,Role\r\n0,\"a\"\"\u{301},b\",\r\n")
    }

    @Test("JSON is a list of objects by column, also when it is empty")
    func json() throws {
        let json = try JSONReader.read(Data(text(.json, [["Ada \"A\"", "=x"], ["B", ""]]).utf8))
        #expect(json == [["id": "0", "name": "Ada \"A\"", "role": "=x"], ["id": "1", "name": "B", "role": ""]])
        #expect(try JSONReader.read(Data(text(.json, []).utf8)) == [])
    }

    @Test("JSON lines are one object a line, whatever is in them")
    func jsonLines() throws {
        let lines = text(.jsonLines, [["two\nlines", "x"], ["b", "y"]]).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(try JSONReader.read(Data(lines[0].utf8))["name"]?.string == "two\nlines")
    }

    @Test("A Markdown table keeps one row for one record, and shows signs as they are")
    func markdown() {
        #expect(
            text(.markdown, [["a|b\nc", "<b>*x*\u{1B}"]])
                == "| id | Name | Role |\n| --- | --- | --- |\n| 0 | a\\|b c | \\<b\\>\\*x\\*  |\n")
    }

    @Test("Secrets in whole records are masked, and records that are gone are left out and counted")
    func records() async throws {
        let export = ListExport(rows: .all, format: .records, path: "x", isReplacing: false)
        var gone = 0
        let data = try await export.records(
            of: ["a", "gone"], gone: &gone,
            read: { id throws(APIError) in
                guard id != "gone" else { throw APIError(.notFound, message: "", request: "", server: "") }
                return ListRecord(row: RowContent(id: id, cells: []), json: ["_id": "a", "password": "hunter2"])
            }, progress: { _ in })
        let text = String(decoding: try #require(data), as: UTF8.self)
        #expect(text.contains("\"_id\":\"a\""))
        #expect(!text.contains("hunter2"))
        #expect(try JSONReader.read(Data(text.utf8)).array?.count == 1)
        #expect(gone == 1)
    }

    @Test(
        "A file name without an ending gets that of the format",
        arguments: [
            ("~/users", "~/users.csv"), ("users.txt", "users.txt"), ("/tmp/a.b/users", "/tmp/a.b/users.csv"),
            ("/tmp/", "/tmp/"),
        ])
    func endings(typed: String, path: String) {
        #expect(ListExport(rows: .all, format: .csv, path: typed, isReplacing: false).path == path)
    }
}
