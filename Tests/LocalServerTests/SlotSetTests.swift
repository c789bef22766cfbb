import SisenseClient
import TestRandom
import Testing

@testable import LocalServer

@Suite("Sets of slots")
struct SlotSetTests {
    @Test(
        "They hold what a plain set holds, in order, whenever they are looked at", arguments: FuzzSeeds.of([1, 2, 3]))
    func fuzz(seed: UInt64) {
        var random = SampleRandom(seed: seed, kind: 98, index: 0)
        var (slots, model) = (SlotSet(), Set<Int>())
        for _ in 0..<3000 {
            let slot = random.below(60)
            if random.below(2) == 0 {
                slots.insert(slot)
                model.insert(slot)
            } else {
                slots.remove(slot)
                model.remove(slot)
            }
            if random.below(4) == 0 { #expect(slots.ascending() == model.sorted()) }
        }
        #expect(slots.ascending() == model.sorted())
    }

    @Test("A table finds its records by member after any changes, and keeps an order that a change leaves alone")
    func indexes() {
        var random = SampleRandom(seed: 7, kind: 97, index: 0)
        var table = Table()
        var model: [String: (group: String, name: String)] = [:]
        for round in 0..<1500 {
            let (id, group, name) = ("\(random.below(40))", "g\(random.below(4))", "n\(random.below(9))")
            if random.below(4) == 0 {
                table.remove(id: id)
                model[id] = nil
            } else {
                // Half of the changes leave the name as it is.
                let kept = random.below(2) == 0 ? model[id]?.name ?? name : name
                let record = JSONObject([
                    ("groups", [.string(group), "all"]), ("name", .string(kept)), ("round", .count(round)),
                ])
                table.put(record, id: id)
                model[id] = (group, kept)
            }
            guard random.below(3) == 0 else { continue }
            for wanted in ["g0", "g3", "all"] {
                let found = Set(table.slots("groups", wanted).map(table.id))
                #expect(found == Set(model.filter { wanted == "all" || $0.value.group == wanted }.keys))
            }
            let names = table.sorted(by: "name").map { table[slot: $0]["name"]?.string ?? "" }
            #expect(names == model.values.map(\.name).sorted())
        }
    }
}
