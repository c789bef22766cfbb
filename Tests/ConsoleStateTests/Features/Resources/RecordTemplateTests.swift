import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Texts made of records")
struct RecordTemplateTests {
    private let record = ResourceRecord(
        [
            "name": "Warehouse", "empty": "", "none": nil, "port": 5432, "live": true,
            "owner": ["_id": "u1", "name": "Ada"],
            "shares": [["party": "g1"], ["party": "u2"]],
        ], parent: ["name": "Acme"])

    @Test(
        "A gap takes the first path that holds something, else the text behind =",
        arguments: [
            ("Delete {name}", "Delete Warehouse"), ("{empty|none|name}!", "Warehouse!"), ("{none|=nobody}", "nobody"),
            ("{port}/{live}", "5432/yes"), ("{owner}", "Ada"), ("{shares.party}", "g1, u2"), ("{parent.name}", "Acme"),
            ("{owner._id} of {missing}", "u1 of "), ("no gap", "no gap"), ("open {name", "open {name"), ("", ""),
        ])
    func gaps(template: String, text: String) {
        #expect(RecordTemplate(template).text(record) == text)
    }

    @Test("A path with a gap that stays empty is none, lest a request reach another record")
    func filled() {
        #expect(RecordTemplate("{name}").filled(record) == "Warehouse")
        #expect(RecordTemplate("{missing}").filled(record) == nil)
        #expect(RecordTemplate("{empty|none}").filled(record) == nil)
        #expect(RecordTemplate("{missing|=LocalHost}").filled(record) == "LocalHost")
    }

    @Test("Braces in a name of the server are text, not gaps")
    func hostileNames() {
        let hostile = ResourceRecord(["name": "{secret}", "secret": "x"])
        #expect(RecordTemplate("Delete {name}").text(hostile) == "Delete {secret}")
    }

    @Test("Parties are named where a gap asks for it")
    func parties() {
        let names = PartyNames(users: [User(["_id": "u2", "firstName": "Bea"])].compactMap(\.self), groups: [])
        #expect(RecordTemplate("{@shares.party}").parties(record) == ["g1", "u2"])
        #expect(RecordTemplate("{@shares.party}").text(record, names: names) == "g1, Bea")
        #expect(RecordTemplate("{shares.party}").text(record, names: names) == "g1, u2")
    }

    @Test(
        "Cells are written as their kind wants, whatever the server sends",
        arguments: [
            (ResourceColumn("shares", "", kind: .count), "2"), (ResourceColumn("port", "", kind: .count), "5 432"),
            (ResourceColumn("none", "", kind: .count), "0"), (ResourceColumn("live", "", kind: .flag), "yes"),
            (ResourceColumn("at", "", kind: .date), "2026-09-30 02:00"),
            (ResourceColumn("name", "", kind: .date), "soon"),
            (ResourceColumn("status", "", kind: .word(["2": "running"])), "running"),
            (ResourceColumn("name", "", kind: .word(["2": "running"])), "soon"),
        ])
    func cells(column: ResourceColumn, text: String) {
        let record = ResourceRecord([
            "shares": [1, 2], "port": 5432, "none": nil, "live": true, "at": "2026-09-30T02:00:00.000Z", "name": "soon",
            "status": 2,
        ])
        #expect(column.cell(record, names: .none) == text)
    }

    @Test(
        "Every description reads with operations that read, and has each pane and action once"
    )
    func descriptions() {
        let all = ResourceDescription.all
        #expect(Set(all.map(\.pane)).count == all.count)
        for resource in all {
            let reads =
                resource.listing.operations + [resource.read?.operation].compactMap(\.self)
                + resource.sections.compactMap(\.operation)
            for operation in reads { #expect(!operation.writes, "\(operation)") }
            #expect(Set(resource.actions.map(\.name)).count == resource.actions.count, "\(resource.pane.title)")
            for action in resource.actions {
                // A form can only be about something, and a request without one only about records.
                #expect(!action.fields.isEmpty || action.subject == .each, "\(action.name)")
                let sections = resource.sections.map(\.title)
                #expect(action.hits.map(\.title).allSatisfy(sections.contains), "\(action.name)")
            }
        }
    }
}
