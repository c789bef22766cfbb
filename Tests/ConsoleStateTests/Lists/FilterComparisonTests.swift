import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Comparing in a filter")
struct FilterComparisonTests {
    private let columns = [
        ListColumn("name", "Name"), ListColumn("members", "Members", hasNumbers: true),
        ListColumn("login", "Last login", kind: .time, hasNumbers: true), ListColumn("role", "Role"),
    ]
    /// Noon of 2026-08-10 in Auckland, which is 12 hours before UTC.
    private let now = Timestamp("2026-08-10T00:00:00Z") ?? Timestamp(milliseconds: 0)
    private let auckland = TimeZone(identifier: "Pacific/Auckland") ?? .gmt

    private func filter(_ text: String) -> ListFilter {
        ListFilter(text, columns: columns, now: now, timeZone: auckland)
    }

    private func found(_ text: String) -> String {
        let people: [(String, Double, String?, String)] = [
            ("a", 0, nil, "Viewer"), ("b", 3, "2026-08-09T12:00:00Z", "Viewer, too"),
            ("c", 50, "2026-08-09T11:59:59.999Z", "Admin"), ("d", .nan, "2025-08-10T00:00:00Z", "Admin"),
        ]
        let rows = people.map { name, members, login, role in
            RowContent(
                id: RecordID(name), cells: [name, members.isNaN ? "" : "\(Int(members))", login ?? "never", role],
                numbers: [1: members, 2: login.flatMap { Timestamp($0) }.sortKeyOrNever])
        }
        var table = RowTable()
        table.append(RowPage(rows, columns: columns.count))
        table.apply(filter(text))
        return (0..<table.count).map { table.cell(at: $0, 0) }.joined()
    }

    @Test(
        "Numbers are compared by value; a row that has none passes none, and its opposite",
        arguments: [
            ("members>3", "c"), ("members>=3", "bc"), ("members<3", "a"), ("members<=3", "ab"), ("members=0", "a"),
            ("!members=0", "bcd"), ("members>2.5", "bc"), ("members>-1", "abc"), ("members<3 !viewer", ""),
        ])
    func numbers(text: String, expected: String) {
        #expect(found(text) == expected)
    }

    @Test(
        "Ages are compared as they are read, dates as days of the screen's zone; never is before all times",
        arguments: [
            ("login<12h", ""), ("login<=12h", "b"), ("login>12h", "acd"), ("login<1d", "bc"), ("login>90d", "ad"),
            ("login<1y", "bcd"), ("login>0d", "abcd"), ("login:never", "a"), ("!login:never login>90d", "d"),
            ("login=2026-08-10", "b"), ("login<2026-08-10", "acd"), ("login>=2026-08-10", "b"),
            ("login>2026-08-08", "bc"), ("login<2026-01-01", "ad"), ("login:12", "bc"), ("login:\"12 h ago\"", "bc"),
            ("login:12h", "bc"), ("login:365d", "d"), ("login:1y", ""), ("login:2026-08", "bc"), ("login:1", ""),
        ])
    func times(text: String, expected: String) {
        #expect(found(text) == expected)
    }

    @Test(
        "Texts can be asked for whole", arguments: [("role=viewer", "a"), ("role=VIEWER", "a"), ("role:viewer", "ab")])
    func texts(text: String, expected: String) {
        #expect(found(text) == expected)
    }

    @Test(
        "A column is named as filters call it or as its heading reads",
        arguments: [
            "login:never", "LOGIN:never", "last-login:never", "lastlogin:never", "\"last login:never\"",
            "\"last login\":never", "\"Last login\"=never", "last_login:never",
        ])
    func names(text: String) {
        #expect(found(text) == "a")
    }

    @Test(
        "What cannot be meant so is said and hides nothing",
        arguments: [
            ("lastlog>3", "No column \"lastlog\". Nearest: login. Columns: name members login role."),
            ("lastlogon>3", "No column \"lastlogon\". Nearest: login. Columns: name members login role."),
            ("mebmers=3", "No column \"mebmers\". Nearest: members. Columns: name members login role."),
            ("owner:x", "No column \"owner\". Columns: name members login role."),
            ("members>many", "members is a number, and many is none: members>50"),
            ("login>90", "login is a time: login>90d, login<2026-08-01"),
            ("login>2026-02-30", "login is a time: login>90d, login<2026-08-01"),
            ("login>9999999999y", "login is a time: login>90d, login<2026-08-01"),
            ("role>a", "role holds texts: role:a or role=a"),
        ])
    func problems(text: String, problem: String) {
        #expect(filter(text).problem == problem)
        #expect(found(text) == "abcd")
    }

    @Test(
        "Texts with such signs in them are texts",
        arguments: ["https://bi.example", "12:30", "\"urn:x\"", "::1", "a@b=c", "<a", ">", "re:a=b"])
    func texts(text: String) {
        #expect(filter(text).problem == nil)
    }

    @Test(
        "What is still being typed hides nothing", arguments: ["members>", "members>=", "login<", "!members=", "role="])
    func halfTyped(text: String) {
        #expect(filter(text).problem == nil)
        #expect(found(text) == "abcd")
    }

    @Test("Only the same comparison narrows itself")
    func narrowing() {
        #expect(filter("members>3 a").narrows(filter("members>3")))
        #expect(!filter("members>30").narrows(filter("members>3")))
    }
}
