import SisenseClient

extension ResourceDescription {
    /// The folders of dashboards (seeds/003, Folders).
    static let folders = ResourceDescription(
        .folders, title: "Folders", noun: "folder", about: "Folders of dashboards",
        empty: "No folder yet: all dashboards are at the top. \(key: .listActions) offers to add one.",
        listing: ResourceListing(
            .getFolders, query: [QueryItem("structure", "tree")], shape: .tree(children: "folders")),
        id: "{oid|_id}", label: "{name}",
        columns: [
            ResourceColumn("name", "Name", priority: 9),
            ResourceColumn("parent", "Parent", "parent.name", priority: 7),
            ResourceColumn("dashboards", "Dashboards", kind: .count, priority: 6),
            ResourceColumn("owner", "Owner", kind: .party, priority: 8),
            ResourceColumn("updated", "Updated", "lastUpdated", "created", kind: .date, priority: 4),
        ],
        sections: [dashboardsInFolder, foldersBelow],
        actions: [
            .add(
                "Create the folder {name}", .createFolder, label: "Add folder…",
                fields: [
                    ResourceField("name", "Name", isRequired: true),
                    ResourceField("parentId", "Parent", .record(.folders, sends: "{oid|_id}")),
                ]),
            .edit(
                "Change the folder {name}", .updateFolder, label: "Edit folder…",
                fields: [
                    ResourceField("name", "Name", isRequired: true),
                    ResourceField("parentId", "Parent", .record(.folders, sends: "{oid|_id}")),
                    ResourceField("owner", "Owner", .user, isRequired: true),
                ]),
            .each(
                "delete", "Delete the folder {name}", .deleteFolder,
                label: "Delete folder and everything in it",
                by: { id, context throws(APIError) in try await FolderDeletion.plan(of: id.description, context) }),
        ])

    private static let dashboardsInFolder = ResourceSection(
        "Dashboards in it", items: "dashboards", line: "{title|oid}", link: (.dashboards, "{oid}"))
    private static let foldersBelow = ResourceSection(
        "With all folders below", .getFolderSubtree, query: [QueryItem("structure", "flat")], line: "{name}",
        link: (.folders, "{oid|_id}"))
}
