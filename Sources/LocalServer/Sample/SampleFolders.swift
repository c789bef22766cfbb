import SisenseClient

/// The folders of the sample company.
enum SampleFolders {
    /// Name and place of the folder above; -1 at the top.
    private static let all: [(name: String, parent: Int)] = [
        ("Finance", -1), ("Sales", -1), ("Regions", 1), ("EMEA", 2), ("Operations", -1), ("Archive", -1), ("2024", 5),
    ]

    static var count: Int { all.count }

    static func id(_ index: Int) -> String { SampleData.id(0x05, index) }

    /// - Parameter owner: The id of the person who made them.
    static func records(owner: String) -> [JSONObject] {
        all.indices.map { index in
            let parent = all[index].parent
            return JSONObject([
                ("_id", .string(SampleData.id(0x15, index))), ("oid", .string(id(index))),
                ("name", .string(all[index].name)), ("type", "folder"), ("owner", .string(owner)),
                ("userId", .string(owner)), ("instanceType", "owner"),
                ("parentId", parent < 0 ? .null : .string(id(parent))), ("created", "2025-01-05T08:00:00.000Z"),
                ("lastUpdated", "2025-01-05T08:00:00.000Z"),
            ])
        }
    }
}
