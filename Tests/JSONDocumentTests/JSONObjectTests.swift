import JSONDocument
import Testing

@Suite("JSON objects")
struct JSONObjectTests {
    private static func object(_ count: Int, reversed: Bool = false) -> JSONObject {
        let numbers = reversed ? Array((0..<count).reversed()) : Array(0..<count)
        return JSONObject(numbers.map { ("key \($0)", JSONValue.number(JSONNumber($0))) })
    }

    @Test("Members are found, changed, added and removed, in few as in many", arguments: [3, 64, 65, 66, 500])
    func members(count: Int) {
        var object = Self.object(count)
        #expect(object.keys == (0..<count).map { "key \($0)" })
        object["key 1"] = "changed"
        object["new"] = true
        object["key 0"] = nil
        object["missing"] = nil
        #expect(object.count == count)
        #expect(object.keys.first == "key 1" && object.keys.last == "new")
        for (index, key) in object.keys.enumerated() { #expect(object[key] == object.members[index].value) }
        #expect(object["key 0"] == nil)
        object.update("new") { $0 = "again" }
        object.update("newer") { #expect($0 == nil) }
        #expect(object["new"] == "again" && object["newer"] == JSONValue.null)
        #expect(object.filter { $0.key == "new" } == JSONObject([("new", "again")]))
    }

    @Test("Of members with one key the last counts, where the first stands", arguments: [2, 200])
    func repeated(count: Int) {
        let members = Self.object(count).members.map { ($0.key, $0.value) }
        let object = JSONObject(members + [("key 0", "last")])
        #expect(object.keys.first == "key 0" && object.count == count && object["key 0"] == "last")
    }

    @Test("Objects are equal whatever their order, and unequal by one value or key", arguments: [4, 300])
    func equality(count: Int) {
        let object = Self.object(count)
        var other = Self.object(count, reversed: true)
        #expect(object == other)
        other["key 2"] = "else"
        #expect(object != other)
        other["key 2"] = nil
        #expect(object != other)
        other["key x"] = 2
        #expect(object.count == other.count && object != other)
    }

    // With a walk for each member these took minutes.
    @Test("Fifty thousand members are built, read, compared and changed in one go")
    func large() throws {
        let object = Self.object(50_000)
        let reversed = Self.object(50_000, reversed: true)
        #expect(object == reversed)
        var value = JSONValue.object(object)
        let read = try JSONReader.read(JSONWriter.write(value))
        #expect(read == .object(reversed))
        for member in reversed.members { value.set(JSONPath([.member(member.key)]), to: "changed") }
        #expect(value.object?.members.allSatisfy { $0.value == "changed" } == true)
    }
}
