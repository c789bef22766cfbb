import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Filtering a list")
struct ListFilterTests {
    private let columns = [ListColumn("name", "Name"), ListColumn("role", "Role")]
    private let people = [
        ["Álvaro Núñez", "Designer"], ["Chen Wei", "Viewer"], ["陳 偉", "Viewer"], ["Emil Roth", "Admin"],
    ]

    private func found(_ text: String) -> [String] {
        let rows = people.enumerated().map { RowContent(id: RecordID("\($0.offset)"), cells: $0.element) }
        var table = RowTable()
        table.append(RowPage(rows, columns: 2))
        table.apply(ListFilter(text, columns: columns, now: Timestamp(Date()), timeZone: .current))
        return (0..<table.count).map { table.cell(at: $0, 0) }
    }

    @Test(
        "Words match whatever their case and accents, in any column",
        arguments: [
            ("", ["Álvaro Núñez", "Chen Wei", "陳 偉", "Emil Roth"]),
            ("nunez", ["Álvaro Núñez"]),
            ("NÚÑ", ["Álvaro Núñez"]),
            ("viewer", ["Chen Wei", "陳 偉"]),
            ("viewer chen", ["Chen Wei"]),
            ("偉", ["陳 偉"]),
            ("nobody", []),
        ])
    func words(text: String, expected: [String]) {
        #expect(found(text) == expected)
    }

    @Test(
        "The beginning of a column's name can be completed where the cursor stands behind it",
        arguments: [
            ("r", "ole:"), ("na", "me:"), ("chen !Ro", "le:"), ("role", ":"), ("", nil), ("x", nil), ("role:", nil),
            ("chen ", nil), ("\"two ro", nil),
        ])
    func completion(text: String, rest: String?) {
        #expect(ListFilter.completion(of: TextInput(text), columns: columns) == rest)
        var input = TextInput(text)
        input.apply(.home)
        #expect(ListFilter.completion(of: input, columns: columns) == nil || text.isEmpty)
    }

    @Test(
        "A word can be negated, have alternatives, look at one column, or hold a blank",
        arguments: [
            ("!viewer", ["Álvaro Núñez", "Emil Roth"]),
            ("chen|emil", ["Chen Wei", "Emil Roth"]),
            ("role:admin", ["Emil Roth"]),
            ("name:designer", []),
            ("!role:viewer|admin", ["Álvaro Núñez"]),
            ("\"n wei\"", ["Chen Wei"]),
        ])
    func operators(text: String, expected: [String]) {
        #expect(found(text) == expected)
    }

    @Test(
        "Letters with anything between them after ~, a regular expression after re:",
        arguments: [
            ("~nz", ["Álvaro Núñez"]), ("~ew", ["Chen Wei", "陳 偉"]), ("name:~ew", ["Chen Wei"]),
            ("~chn|emrth", ["Chen Wei", "Emil Roth"]), ("~陳偉", ["陳 偉"]), ("!~vw", ["Álvaro Núñez", "Emil Roth"]),
            ("re:^ch", ["Chen Wei"]), ("re:n|l", ["Álvaro Núñez", "Chen Wei", "Emil Roth"]),
            ("name:re:i$", ["Chen Wei"]), ("!re:^v", ["Álvaro Núñez", "Emil Roth"]),
            ("\"re:n w\" viewer", ["Chen Wei"]), ("re:ROTH", ["Emil Roth"]),
        ])
    func patterns(text: String, expected: [String]) {
        #expect(found(text) == expected)
    }

    @Test("A regular expression that is wrong says so and hides nothing; the other words hold")
    func wrongPattern() {
        #expect(
            ListFilter("re:(a", columns: columns, now: Timestamp(Date()), timeZone: .current).problem
                == "a ( is not closed")
        #expect(found("re:(a").count == people.count)
        #expect(found("viewer re:[").count == 2)
        #expect(ListFilter("re:(a)", columns: columns, now: Timestamp(Date()), timeZone: .current).problem == nil)
    }

    @Test(
        "An operator still being typed hides nothing",
        arguments: ["!", "role:", "!role:", "|", "\"", "  ", "~", "!~", "re:", "role:re:", "role:~"])
    func halfTyped(text: String) {
        #expect(found(text).count == people.count)
    }

    @Test("Pasted lines are alternatives, and so many do not keep a key waiting")
    func alternatives() {
        #expect(ListFilter.alternatives(of: ["chen wei", "roth"]) == "\"chen wei\"|roth")
        #expect(found(ListFilter.alternatives(of: ["chen wei", "roth"])) == ["Chen Wei", "Emil Roth"])
        #expect(
            ListFilter(
                (0...20).map(String.init).joined(separator: "|"), columns: columns, now: Timestamp(Date()),
                timeZone: .current
            ).isSlow)
    }

    @Test("A match never reaches across two columns")
    func columnsAreApart() {
        #expect(found("\"wei viewer\"") == [])
        #expect(found("weiviewer") == [])
    }

    @Test(
        "Narrowing is claimed only where every row of the new filter passed the old one",
        arguments: [
            ("a", "ab", true), ("ab", "a", false), ("", "a", true), ("a", "a b", true), ("!a", "!ab", false),
            ("a|b", "a|bc", false), ("a", "a|b", false), ("role:a", "role:ab", true), ("rol", "role:ab", false),
            ("a b", "a bc", true), ("~a", "~ab", false), ("re:a", "re:ab", false), ("re:a", "re:a b", true),
            ("re:(a", "re:(a)", true), ("a", "a re:(", true),
        ])
    func narrowing(old: String, new: String, expected: Bool) {
        let (old, new) = (
            ListFilter(old, columns: columns, now: Timestamp(Date()), timeZone: .current),
            ListFilter(new, columns: columns, now: Timestamp(Date()), timeZone: .current)
        )
        #expect(new.narrows(old) == expected)
    }

    @Test("Typing a filter letter by letter ends with the same rows as pasting it")
    func incrementalEqualsWhole() {
        let rows = (0..<500).map {
            RowContent(id: RecordID("\($0)"), cells: ["user \($0)", $0 % 3 == 0 ? "a|b" : "!c"])
        }
        for text in ["user 1 !2", "role:a 3", "1|2 4", "\"r 4\" !!", "!user", "re:(1|2)+$ ~u4", "!re:[13]"] {
            var typed = RowTable()
            typed.append(RowPage(rows, columns: 2))
            var pasted = typed
            for end in text.indices {
                typed.apply(
                    ListFilter(String(text[...end]), columns: columns, now: Timestamp(Date()), timeZone: .current))
            }
            pasted.apply(ListFilter(text, columns: columns, now: Timestamp(Date()), timeZone: .current))
            #expect((0..<typed.count).map(typed.id(at:)) == (0..<pasted.count).map(pasted.id(at:)), "\(text)")
        }
    }
}
