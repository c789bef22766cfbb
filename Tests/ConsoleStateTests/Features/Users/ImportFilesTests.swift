import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Files of users, from the bytes to the verdicts")
struct ImportFilesTests {
    private static let roles = [
        Role(["_id": "64ab00000000000000000c05", "name": "consumer"]),
        Role(["_id": "64ab00000000000000000c04", "name": "contributor"]),
    ].compactMap(\.self)
    private static let groups = [
        Group(["_id": "64ab02000000000000000001", "name": "Finance"]),
        Group(["_id": "64ab02000000000000000002", "name": "Sales EMEA"]),
    ].compactMap(\.self)

    private static func accounts(_ users: [User] = [], _ licence: JSONValue? = nil) -> ImportAccounts {
        ImportAccounts(roles: roles, groups: groups, users: users, licence: licence.map { Licence($0) })
    }

    /// A file as somebody has it.
    struct File: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let data: Data
        /// True where a person has to say that it is Windows-1252.
        var isWindows = false

        init(_ name: String, _ text: String, _ encode: (String) -> Data = { Data($0.utf8) }, isWindows: Bool = false) {
            (testDescription, data, self.isWindows) = (name, encode(text), isWindows)
        }
    }

    private static func utf16(_ text: String) -> Data {
        Data([0xFF, 0xFE]) + Data(text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
    }

    private static func windows(_ text: String) -> Data { text.data(using: .windowsCP1252) ?? Data() }

    /// Zoë, a Designer in two groups, and Bo, a Viewer in one.
    static let files: [File] = [
        File(
            "commas",
            "email,first name,last name,role,groups\n"
                + "zoe@x.test,Zoë,Müller,Designer,Finance|Sales EMEA\n"
                + "bo@x.test,Bo,Li,Viewer,Finance\n"
        ),
        File(
            "semicolons and German headings",
            "E-Mail;Vorname;Nachname;Rolle;Abteilung\r\n"
                + "zoe@x.test;Zoë;Müller;Designer;Finance|Sales EMEA\r\n"
                + "bo@x.test;Bo;Li;Viewer;Finance\r\n"
        ),
        File(
            "tabs, in another order",
            "Role\tGroups\tLast Name\tFirst Name\tEmail Address\n"
                + "Designer\tFinance, Sales EMEA\tMüller\tZoë\tzoe@x.test\n"
                + "Viewer\tFinance\tLi\tBo\tbo@x.test"
        ),
        File(
            "UTF-8 with a mark, without a heading",
            "\u{FEFF}zoe@x.test,Zoë,Müller,Designer,Finance|Sales EMEA\nbo@x.test,Bo,Li,Viewer,Finance\n"),
        File(
            "UTF-16",
            "email\tname\trole\tgroups\r\n"
                + "zoe@x.test\tZoë Müller\tDesigner\tFinance|Sales EMEA\r\n"
                + "bo@x.test\tLi, Bo\tViewer\tFinance\r\n",
            utf16),
        File(
            "Windows-1252",
            "email;name;role;groups\r\n"
                + "zoe@x.test;Zoë Müller;Designer;Finance|Sales EMEA\r\n"
                + "bo@x.test;Bo Li;Viewer;Finance\r\n",
            windows, isWindows: true),
        File(
            "quoted line breaks",
            "email,note,name,role,groups\n"
                + "zoe@x.test,\"starts\n"
                + "in \"\"May\"\"\",Zoë Müller,Designer,\"Finance|Sales EMEA\"\n"
                + "bo@x.test,,Bo Li,Viewer,Finance\n"
        ),
        File(
            "groups between semicolons",
            "email,name,role,groups\n"
                + "zoe@x.test,Zoë Müller,Designer,\"Finance; Sales EMEA\"\n"
                + "bo@x.test,Bo Li,,Finance\n"),
        File(
            "groups in several columns",
            "email,name,role,group 1,group 2\n"
                + "zoe@x.test,Zoë Müller,Designer,Finance,Sales EMEA\n"
                + "bo@x.test,Bo Li,,Finance,\n"),
        File(
            "the headings of the vendor's article, with ids",
            "email,userName,firstName,lastName,roleId,groups/0,groups/1\r\n"
                + "zoe@x.test,,Zoë,Müller,64ab00000000000000000c04,64ab02000000000000000001,64ab02000000000000000002\r\n"
                + "bo@x.test,,Bo,Li,64ab00000000000000000c05,64ab02000000000000000001,\r\n"
        ),
        File(
            "the names of roles that the API uses",
            "mail,fullName,roleName,groupNames\n"
                + "zoe@x.test,Zoë Müller,contributor,Finance|Sales EMEA\n"
                + "bo@x.test,Bo Li,consumer,Finance\n"
        ),
        File("our own export", ownExport(of: people)),
    ]

    private static let people: [User] = [
        [
            "_id": "u1", "email": "zoe@x.test", "firstName": "Zoë", "lastName": "Müller",
            "roleId": "64ab00000000000000000c04", "groups": ["64ab02000000000000000001", "64ab02000000000000000002"],
        ],
        [
            "_id": "u2", "email": "bo@x.test", "firstName": "Bo", "lastName": "Li",
            "roleId": "64ab00000000000000000c05", "groups": ["64ab02000000000000000001"],
        ],
    ].compactMap { User($0) }

    /// What an export of the list of users writes.
    private static func ownExport(of users: [User]) -> String {
        let names = UserNames(roles: roles, groups: groups)
        let rows = users.map { UserRow.layout.row(UserRow(user: $0, names: names)).cells }
        return ([UserRow.layout.columns.map(\.column.title)] + rows).map(CSVText.line).joined()
    }

    private static func read(_ file: File) throws -> ImportSource {
        let text = file.isWindows ? FileText(windows1252: file.data) : FileText(file.data)
        return ImportSource(file: "people.csv", try #require(text))
    }

    @Test("Files as people have them make the same users", arguments: files)
    func shapes(file: File) throws {
        #expect((FileText(file.data) == nil) == file.isWindows)
        let read = UserImport(try Self.read(file), Self.accounts())
        var made: [JSONValue] = []
        for row in read.rows {
            guard case .create(let user) = row.verdict else {
                Issue.record("line \(row.record.line): \(row.outcome)")
                continue
            }
            made.append(user.document)
        }
        #expect(
            made == [
                [
                    "email": "zoe@x.test", "roleId": "64ab00000000000000000c04", "firstName": "Zoë",
                    "lastName": "Müller", "groups": ["64ab02000000000000000001", "64ab02000000000000000002"],
                ],
                [
                    "email": "bo@x.test", "roleId": "64ab00000000000000000c05", "firstName": "Bo", "lastName": "Li",
                    "groups": ["64ab02000000000000000001"],
                ],
            ])
    }

    @Test(
        "An export imports again unchanged, whatever becomes of users that exist",
        arguments: [ImportOptions.Existing.update, .replaceGroups])
    func ownExportAgain(existing: ImportOptions.Existing) throws {
        // Names with signs that separate, a group that is gone, and somebody without a name.
        let odd = try #require(
            User([
                "_id": "u3", "email": "odd@x.test", "roleId": "64ab00000000000000000c05",
                "groups": ["64ab02000000000000000009", "64ab02000000000000000001"],
            ]))
        let users = Self.people + [odd]
        let source = try Self.read(File("export", Self.ownExport(of: users)))
        #expect(!source.table.hasUnknownColumns)
        let read = UserImport(
            source.with(source.table.columns, ImportOptions(existing: existing)), Self.accounts(users))
        #expect(read.rows.map(\.outcome) == Array(repeating: "exists, nothing changes", count: 3))
    }

    @Test("Seats are counted over the whole file, by their kinds, and the lines beyond them are cut")
    func seats() throws {
        let lines =
            (1...5).map { "v\($0)@x.test,,,Viewer" } + [
                "d@x.test,,,Designer", "v1@x.test,,,Viewer", "bo@x.test,,,Designer",
            ]
        let licence: JSONValue = [
            "maxViewers": 10, "inUseViewers": 7, "maxDesigners": 3, "inUseDesigners": 2,
        ]
        let source = ImportSource(pasted: lines)
        let options = ImportOptions(existing: .update)
        let read = UserImport(source.with(source.table.columns, options), Self.accounts(Self.people, licence))
        #expect(
            read.rows.map(\.outcome).sorted() == [
                "create", "create", "create", "create", "no Designer seat left", "no Viewer seat left",
                "no Viewer seat left", "the same as line 1",
            ])
        #expect(
            read.totals.seatTexts.map(\.text) == [
                "2 Designer seats wanted, 1 free: 1 too many", "5 Viewer seats wanted, 3 free: 2 too many",
            ])
        #expect(read.totals.text == "4 create, 3 without a seat, 1 twice")
        // Who is left out wants none.
        let fewer = UserImport(source.leavingOut([1, 2]), Self.accounts(Self.people, licence))
        #expect(fewer.totals.seatTexts.map(\.isEnough) == [true, true])
        #expect(source.leavingOut([1, 2]).leavingOut([2]).leftOut == [1])
    }
}
