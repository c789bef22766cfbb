import SisenseClient

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
