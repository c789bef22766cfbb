import SisenseClient

extension ResourceDescription {
    /// The data sets that dashboards read (seeds/003, Datasets).
    static let datasets = ResourceDescription(
        .datasets, title: "Data sets", noun: "data set", about: "What dashboards read, over which connection",
        empty: "No data set on this server, or none that you may see. \(key: .listActions) offers to add one.",
        listing: ResourceListing(.getDatasets),
        id: "{_id|oid}", label: "{name|fullname}",
        columns: [
            ResourceColumn("name", "Name", "name", "fullname", priority: 9),
            ResourceColumn("type", "Type", priority: 8),
            ResourceColumn("tables", "Tables", "schema.tables", kind: .count, priority: 6),
            ResourceColumn("owner", "Owner", kind: .party, priority: 5),
            ResourceColumn("fullname", "Full name", priority: 3),
            ResourceColumn("updated", "Updated", "lastUpdated", "created", kind: .date, priority: 4),
        ],
        read: ResourceRead(.getDataset),
        sections: [
            ResourceSection(
                "Connection", .getConnections, match: ("_id", "{connection}"), line: "{name}  {provider}",
                link: (.connections, "{_id|oid}")),
            ResourceSection("Tables", items: "schema.tables", line: "{name}: {columns.name}"),
            ResourceSection(
                "Permissions", .getDatasetPermissions, line: "{permission}  {@partyId}"),
            rules,
        ],
        actions: [
            .add(
                "Create the data set {name}", .createDataset, label: "Add data set…",
                fields: [
                    ResourceField("name", "Name", isRequired: true),
                    ResourceField("type", "Type", .choice(["live", "extract"]), isRequired: true),
                    ResourceField("connection", "Connection", .record(.connections, sends: "{_id|oid}")),
                ]),
            .edit(
                "Change the data set {name}", .updateDataset, label: "Edit data set…",
                fields: [
                    ResourceField("name", "Name", isRequired: true),
                    ResourceField("connection", "Connection", .record(.connections, sends: "{_id|oid}")),
                ], impact: ["Dashboards find their data by the full name {fullname}, which has the name in it."]),
            .ask(
                "add-rule", "Add a rule for {name}", .createDatasetSecurity,
                label: "Add data security rule…", path: ["fullname": "{fullname}"],
                fields: [
                    ResourceField("table", "Table", isRequired: true),
                    ResourceField("column", "Column", isRequired: true),
                    ResourceField("datatype", "Kind", .choice(["text", "numeric"]), isRequired: true),
                    ResourceField("members", "Values", .lines, help: "The values these people see"),
                    ResourceField("shares", "For", .parties, isRequired: true),
                ], impact: ["Those it applies to see only rows with these values, from the next query on."]),
            .each(
                "delete", "Delete the data set {name}", .deleteDataset,
                label: "Delete data set and its rules", hits: [rules]),
            .ask(
                "delete-rules", "Delete the rules of a column of {name}",
                .deleteDatasetSecurityOfColumn,
                label: "Delete all rules of a column…", path: ["fullname": "{fullname}"],
                fields: [
                    ResourceField("table", "Table", in: .path("table"), isRequired: true),
                    ResourceField("column", "Column", in: .path("column"), isRequired: true),
                ], impact: ["This column no longer limits the rows that users of the data set see."]),
        ])

    private static let rules = ResourceSection(
        "Data security rules", .getDatasetSecurity, path: ["fullname": "{fullname}"],
        line: "{table}.{column}: {members|=everything} for {@shares.partyId|shares.party|=everyone else}")

    /// The rules of which rows a user sees of a data set.
    static let dataSecurity = ResourceDescription(
        .dataSecurity, title: "Data security", noun: "rule", about: "Rows of the data sets by user",
        empty: """
            No data set limits its rows: whoever can query one sees all of them. \(key: .listActions) in \
            :datasets adds a rule.
            """,
        listing: ResourceListing(
            .getDatasetSecurity, of: .datasets, path: ["fullname": "{fullname}"]),
        id: "{_id}", label: "{table}.{column} of {parent.name|fullname}",
        columns: [
            ResourceColumn("dataset", "Data set", "parent.name", "fullname", priority: 8),
            ResourceColumn("table", "Table", priority: 7),
            ResourceColumn("column", "Column", priority: 9),
            ResourceColumn("members", "Values", priority: 6),
            ResourceColumn("for", "For", "shares.partyId", "shares.party", kind: .party, priority: 5),
        ],
        actions: [
            .each(
                "delete", "Delete the rule on {table}.{column}",
                .deleteDatasetSecurityRule, label: "Delete rule",
                impact: ["Those it applied to may see more or fewer rows of {parent.name}."])
        ])
}
