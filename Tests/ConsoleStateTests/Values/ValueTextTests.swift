import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Values as a person reads them")
struct ValueTextTests {
    @Test(
        "Digits stand in groups of three",
        arguments: [(0, "0"), (999, "999"), (1000, "1 000"), (100_000, "100 000"), (-1_234_567, "-1 234 567")])
    func counts(number: Int, text: String) {
        #expect(Quantity.count(number) == text)
    }

    @Test("A size has the largest unit that it fills, and a decimal where that matters")
    func sizes() {
        let texts = [0, 1023, 1536, 20_480, 1_048_576, 1_610_612_736].map { Quantity.size(bytes: $0) }
        #expect(texts == ["0 bytes", "1023 bytes", "1.5 kB", "20 kB", "1 MB", "1.5 GB"])
        // What a server may say stays a number, whatever it is.
        #expect([1e300, -1e300, .infinity, .nan].allSatisfy { !Quantity.size(bytes: $0).isEmpty })
        #expect(ValueText.text(JSONValue(typed: "1e300"), of: "sizeInMb").contains("e+"))
    }

    @Test("A duration has its two largest units")
    func durations() {
        let texts = [0, 45, 300, 7800, 100_800].map { Quantity.duration(seconds: $0) }
        #expect(texts == ["0 s", "45 s", "5 min", "2 h 10 min", "1 d 4 h"])
        #expect([1e300, -1e300, .infinity, .nan].allSatisfy { !Quantity.duration(seconds: $0).isEmpty })
    }

    @Test("Codes, times, sizes and counts of the API become words; what no rule knows stays as it is")
    func values() {
        func text(_ value: JSONValue, _ member: String) -> String { ValueText.text(value, of: member) }
        #expect(text("schema_changes", "buildType") == "schema changes")
        #expect(text("by-table", "buildType") == "by table")
        #expect(text("r", "permission") == "read")
        #expect(text("a", "permission") == "a")
        #expect(text(40, "sizeInMb") == "40 MB")
        #expect(text(30845, "port") == "30845")
        #expect(text(1200, "maxViewers") == "1 200")
        #expect(text("2026-09-30T02:00:00.000Z", "lastExecution") == "2026-09-30 02:00")
        #expect(text("my_table", "name") == "my_table")
        #expect(text("2026", "version") == "2026")
    }

    @Test("A key is read as words where nobody has given it a name")
    func names() {
        #expect(ValueText.name(of: "inUseAdmins") == "Administrator seats taken")
        #expect(ValueText.name(of: "isMobileEnabled") == "Mobile enabled")
        #expect(ValueText.name(of: "a_b.isTrial") == "A b, Trial")
    }

    @Test("No list has two columns of one heading, and every empty list says why", arguments: PaneID.allCases)
    func headings(pane: PaneID) {
        guard let list = pane.list else { return }
        let titles = list.columns.map(\.title)
        #expect(Set(titles).count == titles.count)
        #expect(list.emptyText.plain.split(separator: " ").count > 4)
        #expect(list.emptyText.plain.hasSuffix("."))
    }
}
