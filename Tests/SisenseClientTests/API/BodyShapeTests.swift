import Testing

@testable import SisenseClient

@Suite("The members of bodies")
struct BodyShapeTests {
    @Test("Names, hints and choices are read from the words of the catalogue")
    func members() throws {
        let words =
            ##"{"ownerId", "rule": "edit" or "view", "groups": [ids, {"x"}], "mode": a, r or w, "on": true or false}; first"##
        let shape = try #require(BodyShape(words))
        #expect(shape.members.map(\.name) == ["ownerId", "rule", "groups", "mode", "on"])
        #expect(
            shape.members.map(\.choices) == [[], ["edit", "view"], [], ["a", "r", "w"], ["true", "false"]])
        #expect(shape.members[2].hint == #"[ids, {"x"}]"#)
        #expect(!shape.isList)
        #expect(shape.template == ["ownerId": "", "rule": "", "groups": "", "mode": "", "on": ""])
    }

    @Test("A list of objects is told from one object")
    func list() throws {
        let shape = try #require(BodyShape(#"[{"name"}]; newer servers take ["address"]"#))
        #expect(shape.isList)
        #expect(shape.template == [["name": ""]])
    }

    @Test("Words without members give none")
    func none() {
        for words in ["The alert", "{}", "", "[user], each", "{", "{\"", "}{,:\"", "{,,,}"] {
            #expect(BodyShape(words) == nil, "\(words)")
        }
    }

    @Test("Every body of the catalogue gives members with distinct names, or none")
    func catalogue() {
        let bodies = Catalogue.sisense.operations.compactMap(\.body)
        let shapes = bodies.compactMap { BodyShape($0.meaning) }
        #expect(shapes.count > 35)
        for shape in shapes {
            #expect(Set(shape.members.map(\.name)).count == shape.members.count)
            #expect(shape.members.allSatisfy { $0.name.allSatisfy { $0.isLetter || $0.isNumber } })
        }
    }

    @Test(
        "A slip in a member is named for records that the catalogue does not spell out; what may be right is left alone"
    )
    func slips() throws {
        let slips: [(Operation, String, String)] = [
            (.updateDashboard, "titel", "title"), (.updateWidget, "metdata", "metadata"),
            (.updateDataset, "conection", "connection"), (.updateConnection, "providr", "provider"),
            (.updateCubeSet, "fullName", "fullNames"), (.updateEmailServer, "sendrEmail", "senderEmail"),
            (.createEmailServer, "prot", "port"),
        ]
        for (operation, typed, meant) in slips {
            let members = try #require(BodyMembers(of: operation))
            #expect(members.slip(typed) == " Did you mean \(meant)?", "\(operation.id) \(typed)")
            #expect(members.slip(meant) == nil)
        }
        #expect(BodyMembers(of: .updateDashboard)?.slip("hierarchies") == nil)
        #expect(BodyMembers(of: .createEmailServer)?.slip("secure") == nil)
        #expect(BodyMembers(of: .createUser)?.slip("hierarchies") == "")
    }
}
