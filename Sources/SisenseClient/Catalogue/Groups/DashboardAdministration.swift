extension OperationGroup {
    package static let dashboardAdministration = OperationGroup(
        "admin",
        [
            .getAllDashboards, .replaceDatasource, .changeOwnerAsAdministrator, .searchDashboards,
        ])
}

extension Operation {
    package static let getAllDashboards = read(
        "/dashboards/admin", "List every dashboard of the system",
        parameters: [
            .query("dashboardType", "Which copies to list", choices: ["owner", "user", "proxy"]),
            .query("ownerInfo", "Add owner details", .boolean), .query("id", "Dashboard id filter"),
            .query("parentFolder", "Parent folder id filter"), .query("name", "Title filter"),
            .query("datasourceTitle", "Data source title filter"),
            .query("datasourceAddress", "Data source address filter"),
            .query(
                "ownershipType", "Whose dashboards; wins over dashboardType",
                choices: [
                    "allRoot", "root", "owner", "shared", "sharedRoot", "ownerAndShared",
                    "ownerAndSharedByLastOpened",
                ]), .query("search", "Title search"),
            .query("asObject", "Answer {items,...} instead of an array", .boolean),
            .query("folderId", "Folder filter"),
        ],
        special: .list,
        expandable: ["widgets", "parentFolder", "owner"],
        answers: [Answer(200, "Array of dashboards")],
        notes: "Administrators only. Each copy of a dashboard is listed unless dashboardType=owner.")

    package static let replaceDatasource = write(
        .post, "/dashboards/{server}/{title}/replace_datasource",
        "Point one dashboard, or every dashboard on a data source, to another data source",
        danger: .destructive, change: .act,
        parameters: [
            .path("server", "Address of the data source; LocalHost for the local one, Set for sets"),
            .path("title", "Title of the data source to replace"),
            .query("dashboardId", "Id (oid) of the dashboard"),
            .body(#"The new data source: {"title", "fullname", "id", "address", "database"}"#),
        ],
        answers: [Answer(200, "Number of dashboards changed")],
        notes: "Without dashboardId every dashboard on the source changes.")

    package static let changeOwnerAsAdministrator = write(
        .post, "/dashboards/{id}/admin/change_owner", "Change the owner of any dashboard (admin)",
        danger: .destructive, change: .act,
        parameters: [
            .path("id", "Id of the dashboard"), .body(#"{"ownerId", "originalOwnerRule": "edit" or "view"}"#),
        ],
        answers: [Answer(200, "Updated dashboard"), Answer(404, "Dashboard not found")],
        notes: "Newer servers take change_owner with adminAccess=true instead.")

    package static let searchDashboards = read(
        "/dashboards/searches", "Search all dashboards with paging",
        method: .post,
        parameters: [
            .body(
                #"{"queryParams": {"ownershipType", "search", "ownerInfo", "asObject"}, "queryOptions": {"sort", "limit", "skip"}}"#
            )
        ],
        answers: [Answer(200, #"{"items":[...]} when asObject is true, else array"#)])
}
