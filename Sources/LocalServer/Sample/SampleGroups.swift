import SisenseClient

/// The groups of the sample company: those of the system, a dozen with names, and as many more as asked for.
struct SampleGroups: RecordSource {
    static let kind: UInt8 = 2
    private static let names = [
        "Finance", "Sales", "Ops", "Marketing", "Product", "Support", "Engineering", "Management", "People", "Partners",
        "Sales EMEA", "Sales APAC",
    ]

    private let ordinary: Int

    init(size: SampleSize) {
        ordinary = size.groups
    }

    var count: Int { ordinary + SystemGroup.allCases.count }

    func id(at index: Int) -> String {
        index < ordinary ? SampleData.id(Self.kind, index) : SystemGroup.allCases[index - ordinary].id
    }

    func index(of id: String) -> Int? {
        if let group = SystemGroup(id: id) { return SystemGroup.allCases.firstIndex(of: group).map { ordinary + $0 } }
        return SampleData.index(Self.kind, id).flatMap { $0 < ordinary ? $0 : nil }
    }

    /// The id of the ordinary group with this name among the first dozen; nil when the sample is smaller.
    func id(named name: String) -> String? {
        Self.names.firstIndex(of: name).flatMap { $0 < ordinary ? id(at: $0) : nil }
    }

    func ordinaryID(_ random: inout SampleRandom) -> String? {
        ordinary > 0 ? id(at: random.below(ordinary)) : nil
    }

    func record(at index: Int) -> JSONObject {
        let name =
            index >= ordinary
            ? SystemGroup.allCases[index - ordinary].rawValue
            : index < Self.names.count ? Self.names[index] : "Team \(SampleUsers.padded(index, 4))"
        return JSONObject([
            ("_id", .string(id(at: index))), ("name", .string(name)), ("roleId", .null), ("defaultRole", "consumer"),
            ("ad", false), ("objectSid", ""), ("dn", ""), ("uSNChanged", ""), ("mail", ""), ("language", ""),
            ("created", "2024-01-08T09:00:00.000Z"), ("lastUpdated", "2024-01-08T09:00:00.000Z"),
        ])
    }
}
