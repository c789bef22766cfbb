import Foundation
import Testing

@testable import ConsoleState

@Suite("Files of users")
struct DelimitedTextTests {
    @Test(
        "The separator is the one that cuts the most, whatever else stands in the cells",
        arguments: [
            ("a@x,A,B\nb@x,C,D", DelimitedText.Separator.comma), ("a@x;A;B\nb@x;C;D", .semicolon),
            ("a@x\tA\tB", .tab), ("a@x|A|B\nb@x|C|D", .bar), ("a@x\nb@x", .comma),
            ("email;name\na@x;\"Doe, Jane\"\nb@x;\"Roe, Rita\"", .semicolon),
            ("a@x,A,B,Viewer,Sales|Ops\nb@x,C,D,Viewer,Ops", .comma),
            ("a@x,A,B,Viewer,\"Sales;Ops;People;More;Most\"\nb@x,C,D", .comma),
        ])
    func separator(text: String, separator: DelimitedText.Separator) {
        #expect(DelimitedText(text).separator == separator)
    }

    @Test(
        "Quotes hold separators, line breaks and quotes, and stand for themselves within a cell",
        arguments: [
            ("a,\"b,c\",d", [["a", "b,c", "d"]]), ("\"a\"\"b\",c", [["a\"b", "c"]]),
            ("a,\"b\r\nc\"\r\nd,e", [["a", "b\r\nc"], ["d", "e"]]), ("5\" pipe,x", [["5\" pipe", "x"]]),
            (" \"a\" , b ", [["a", "b"]]), ("\"\",x", [["", "x"]]), ("a\n\n , \nb", [["a"], ["b"]]),
            ("a\rb\r\nc\nd", [["a"], ["b"], ["c"], ["d"]]), ("\"a\"x,b", [["ax", "b"]]), ("", []),
        ])
    func quotes(text: String, cells: [[String]]) {
        #expect(DelimitedText(text, separator: .comma).records.map(\.cells) == cells)
    }

    @Test("A record knows the line it begins on, and whether its quotes are closed")
    func lines() {
        let records = DelimitedText("a\r\n\r\n\"b\r\nc\"\r\nd,\"e\nf", separator: .comma).records
        #expect(records.map(\.line) == [1, 3, 5])
        #expect(records.map(\.isTorn) == [false, false, true])
    }

    @Test("Bytes are read as what they are for certain", arguments: ["Zoë,山田", "email;x", ""])
    func characterSets(text: String) throws {
        let utf16 = Array(text.utf16)
        let little = Data(utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
        let big = Data(utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] })
        let files: [(Data, FileText.CharacterSet)] = [
            (Data(text.utf8), .utf8), (Data([0xEF, 0xBB, 0xBF]) + text.utf8, .utf8WithMark),
            (Data([0xFF, 0xFE]) + little, .utf16), (Data([0xFE, 0xFF]) + big, .utf16),
        ]
        for (data, characterSet) in files {
            let read = try #require(FileText(data))
            #expect(read.text == text && read.characterSet == characterSet)
        }
        if text == "email;x" { #expect(FileText(little)?.text == text && FileText(big)?.text == text) }
    }

    @Test("Bytes that are no UTF-8 are not guessed at")
    func older() {
        let bytes = Data([0x5A, 0x6F, 0xEB])
        #expect(FileText(bytes) == nil)
        #expect(FileText(windows1252: bytes)?.text == "Zoë")
        #expect(FileText(Data([0xFF, 0xFE, 0x41])) == nil)
        #expect(FileText(Data([0xFF, 0xFE, 0x00, 0xD8])) == nil)
    }

    @Test(
        "A heading says what the columns are, in several languages and however it is joined",
        arguments: [
            (
                "E-Mail;Vorname;Nachname;Abteilung;Rolle;Eintritt",
                [.email, .firstName, .lastName, .groups, .role, .leftOut]
            ),
            ("id,Name,Email,Role,Groups,State", [.leftOut, .fullName, .email, .role, .groups, .leftOut]),
            (
                "First Name\tLast Name\tEmail Address\tGroup 1\tGroup 2",
                [.firstName, .lastName, .email, .groups, .groups]
            ),
            (
                "userName,email,firstName,lastName,roleId,groupIds",
                [.userName, .email, .firstName, .lastName, .role, .groups]
            ),
            ("Prénom;Nom;Courriel", [.firstName, .lastName, .email]), ("email,email", [.email, .leftOut]),
        ] as [(String, [ImportColumn])])
    func headings(text: String, columns: [ImportColumn]) {
        let table = ImportTable(DelimitedText(text + "\n"))
        #expect(table.columns == columns)
        #expect(table.heading != nil && table.records.isEmpty)
    }

    @Test("Without a heading the columns are the usual ones, and the first record is a user")
    func noHeading() {
        let table = ImportTable(DelimitedText("a@x.example,Name,Role\nb@x.example"))
        #expect(table.heading == nil && table.records.count == 2)
        #expect(table.columns == [.email, .firstName, .lastName])
    }

    @Test("What an export wrote before a formula is taken off again")
    func ownExport() throws {
        let file =
            CSVText.line(["Email", "Name"]) + CSVText.line(["a@x.example", "=1+1"]) + CSVText.line(["b@x", "'tis"])
        let table = ImportTable(DelimitedText(file))
        #expect(table.records.map { table.cells(of: $0)[.fullName] } == [["=1+1"], ["'tis"]])
    }
}
