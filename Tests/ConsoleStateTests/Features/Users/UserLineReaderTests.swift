import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Lines of users to import")
struct UserLineReaderTests {
    private static let reader = UserLineReader(
        roles: [Role(["_id": "r1", "name": "consumer"]), Role(["_id": "r2", "name": "contributor"])].compactMap(\.self),
        groups: [Group(["_id": "g1", "name": "Finance"]), Group(["_id": "g2", "name": "Sales EMEA"])].compactMap(
            \.self),
        users: [User(["_id": "u", "email": "Bea@acme.example", "userName": "bea"])].compactMap(\.self))

    private func problem(_ line: String) -> String? {
        do throws(UserLineReader.Problem) {
            _ = try Self.reader.read(line)
            return nil
        } catch {
            return error.text
        }
    }

    @Test("All five columns, with roles by title and groups in any case")
    func full() throws {
        let user = try Self.reader.read(#"zelda@acme.example, Zelda ,"Lang, Dr. ""Z""",Designer,finance; SALES emea"#)
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
            try Self.reader.read("zelda@acme.example").document
                == ["email": "zelda@acme.example", "roleId": "r1", "groups": []])
    }

    @Test(
        "What is wrong is said in words",
        arguments: [
            ("zelda", "not a valid email address"), ("bea@ACME.example", "already exists"),
            ("z@a.example,,,Boss", "no role named Boss"),
            ("z@a.example,,,,Finance;Nobody", "no group named Nobody"),
            ("z@a.example,1,2,Viewer,,6", "6 columns instead of 5"),
            ("", "not a valid email address"),
        ])
    func problems(line: String, expected: String) {
        #expect(problem(line) == expected)
    }
}
