import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Records of users to import")
struct UserRecordReaderTests {
    private static let accounts = ImportAccounts(
        roles: [Role(["_id": "r1", "name": "consumer"]), Role(["_id": "r2", "name": "contributor"])].compactMap(\.self),
        groups: [Group(["_id": "g1", "name": "Finance"]), Group(["_id": "g2", "name": "Sales EMEA"])].compactMap(
            \.self),
        users: [
            User([
                "_id": "u", "email": "Bea@acme.example", "userName": "bea", "firstName": "Bea", "lastName": "Ott",
                "roleId": "r1", "groups": ["g1"],
            ])
        ].compactMap(\.self))
    private static let reader = UserRecordReader(accounts)

    private func read(_ line: String) throws(UserRecordReader.Problem) -> NewUser {
        let table = ImportTable(DelimitedText(line, separator: .comma))
        return try new(table.records.first.map(table.cells) ?? [:])
    }

    private func new(
        _ cells: [ImportColumn: [String]], _ reader: UserRecordReader = reader
    ) throws(UserRecordReader.Problem) -> NewUser {
        guard case .new(let user) = try reader.read(cells) else { throw .init(text: "exists") }
        return user
    }

    /// What a record changes in Bea, in words; nil for nothing.
    private func update(
        _ cells: [ImportColumn: [String]], _ existing: ImportOptions.Existing = .update, also groups: [String] = []
    ) throws -> [String]? {
        var options = ImportOptions(existing: existing)
        options.groups = groups
        let reader = UserRecordReader(Self.accounts, options)
        let bea = try #require(Self.accounts.users(named: "bea").first)
        return try reader.update(of: bea, cells)?.words.map(\.text)
    }

    private func problem(_ line: String) -> String? {
        do throws(UserRecordReader.Problem) {
            _ = try read(line)
            return nil
        } catch {
            return error.text
        }
    }

    @Test("All five columns, with roles by title and groups in any case")
    func full() throws {
        let user = try read(#"zelda@acme.example, Zelda ,"Lang, Dr. ""Z""",Designer,finance; SALES emea"#)
        #expect(
            user.document == [
                "email": "zelda@acme.example", "roleId": "r2", "firstName": "Zelda", "lastName": "Lang, Dr. \"Z\"",
                "groups": ["g1", "g2"],
            ])
        #expect(user.role?.id == "r2")
        #expect(user.groups == ["Finance", "Sales EMEA"])
    }

    @Test("An address alone makes a viewer")
    func addressAlone() throws {
        #expect(
            try read("zelda@acme.example").document
                == ["email": "zelda@acme.example", "roleId": "r1", "groups": []])
    }

    @Test(
        "What is wrong is said in words",
        arguments: [
            ("zelda", "not a valid email address"), ("bea@ACME.example", "exists"),
            ("z@a.example,,,Boss", "no role named Boss"),
            ("z@a.example,,,Viewr", "no role named Viewr, Viewer?"),
            ("z@a.example,,,,Fianance", "no group named Fianance, Finance?"),
            ("z@a.example,,,,Finance;Nobody", "no group named Nobody"),
            ("z@a.example,,,,SALES emea;1|2", "no group named SALES emea;1"),
            ("z@a.example;b@a.example", "not a valid email address: one address a line, without blanks and separators"),
            ("\u{FEFF}z@a.example", "there is an invisible sign in the email address (U+FEFF)"),
            ("z@a..example", "not a valid email address"), ("z@a@b", "not a valid email address"),
            ("", "not a valid email address"),
        ])
    func problems(line: String, expected: String) {
        #expect(problem(line) == expected)
    }

    @Test(
        "A name in one cell is taken apart, unless its parts are given",
        arguments: [
            ("Petra Smith", "Petra", "Smith"), ("Smith, Petra", "Petra", "Smith"), ("Petra", "Petra", nil),
            ("Anna Maria de Vries", "Anna Maria de", "Vries"),
        ])
    func names(full: String, first: String?, last: String?) throws {
        let user = try new([.email: ["z@a.example"], .fullName: [full]])
        #expect(user.document["firstName"]?.string == first && user.document["lastName"]?.string == last)
        let given = try new([.email: ["z@a.example"], .fullName: [full], .lastName: ["Given"]])
        #expect(given.document["firstName"] == nil && given.document["lastName"]?.string == "Given")
    }

    @Test(
        "Groups are by name or id, in one cell or several, and a name with a separator in it is one name",
        arguments: [
            (["Finance|sales emea"], ["g1", "g2"]), (["g2", "Finance"], ["g2", "g1"]), (["Ops, EMEA"], ["g3"]),
        ])
    func groups(cells: [String], ids: [String]) throws {
        let accounts = ImportAccounts(
            roles: [Role(["_id": "r1", "name": "consumer"])].compactMap(\.self),
            groups: [("g1", "Finance"), ("g2", "Sales EMEA"), ("g3", "Ops, EMEA")].compactMap {
                Group(["_id": .string($0.0), "name": .string($0.1)])
            }, users: [])
        let user = try new([.email: ["z@a.example"], .groups: cells], UserRecordReader(accounts))
        #expect(user.document["groups"]?.array?.compactMap(\.string) == ids)
    }

    @Test("An existing user gets the names and the role of a record, and its groups beside the own ones")
    func updates() throws {
        #expect(
            try update([.firstName: ["Beatrix"], .role: ["Designer"]])
                == ["first name Bea → Beatrix", "role Viewer → Designer"])
        #expect(try update([.groups: ["Sales EMEA"]]) == ["group + Sales EMEA"])
        #expect(try update([.groups: ["Sales EMEA"]], .replaceGroups) == ["group − Finance", "group + Sales EMEA"])
        #expect(try update([.fullName: ["Bea Ott"]], also: ["g2"]) == ["group + Sales EMEA"])
    }

    @Test("Empty cells, and what is as it is, change nothing")
    func unchanged() throws {
        #expect(try update([:]) == nil)
        #expect(
            try update([.role: ["viewer"], .groups: ["finance"], .fullName: ["Bea Ott"], .userName: ["bea"]]) == nil)
        #expect(try update([.groups: ["Finance"]], .replaceGroups) == nil)
        #expect(throws: UserRecordReader.Problem.self) { try update([.role: ["Boss"]]) }
    }
}
