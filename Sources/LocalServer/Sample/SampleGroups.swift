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

/// The roles every server has. Names of the API and names on screens differ.
enum SampleRole: String, CaseIterable {
    case sysAdmin = "super"
    case admin
    case dataAdmin
    case dataDesigner
    case designer = "contributor"
    case viewer = "consumer"

    var id: String {
        "64ab00000000000000000c0\(Self.allCases.firstIndex(of: self) ?? 0)"
    }

    private var displayName: String {
        switch self {
        case .sysAdmin: "Sys. Admin"
        case .admin: "Admin"
        case .dataAdmin: "Data Admin"
        case .dataDesigner: "Data Designer"
        case .designer: "Designer"
        case .viewer: "Viewer"
        }
    }

    var record: JSONObject {
        let designs = self != .viewer
        let manages = self == .sysAdmin || self == .admin
        return JSONObject([
            ("_id", .string(id)), ("name", .string(rawValue)), ("displayName", .string(displayName)),
            ("baseRoleName", .string(rawValue)), ("desc", ""), ("parent", ""),
            (
                "manifest",
                [
                    "dashboards": [
                        "create": .bool(designs), "export_pdf": true, "filters": ["create": .bool(designs)],
                    ],
                    "widgets": ["export_csv": true, "items": ["reorder": .bool(designs)]],
                    "users": ["manage": .bool(manages)], "settings": ["manage": .bool(manages)],
                ]
            ),
        ])
    }
}
