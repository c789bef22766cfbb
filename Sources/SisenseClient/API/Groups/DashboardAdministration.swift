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
        danger: .destructive, change: .act, touches: [.dashboards, .widgets],
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
        danger: .destructive, change: .act, touches: [.dashboards, .folders, .shares],
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

extension OperationGroup {
    package static let folders = OperationGroup(
        "folders",
        [
            .getFolders, .getFolder, .getFolderSubtree, .getFolderAncestors, .createFolder, .updateFolder,
            .deleteFolder, .deleteFolders, .getNavigation,
        ])
}

extension Operation {
    package static let getFolders = read(
        "/folders", "List folders",
        parameters: [
            .query("name", "Exact name filter"),
            .query("structure", "One list or nested", choices: ["flat", "tree"]), .ids,
        ],
        special: .list,
        expandable: ["dashboards", "owner"],
        answers: [Answer(200, "Array of folders")],
        notes: #"structure=tree nests the children under "folders"."#)

    package static let getFolder = read(
        "/folders/{id}", "One folder",
        parameters: [
            .path("id", "Id of the folder"),
            .query("structure", "One list or nested", choices: ["flat", "tree"]),
        ],
        special: .one,
        expandable: ["dashboards", "owner"],
        answers: [Answer(200, "Folder"), Answer(404, "Folder not found")])

    package static let getFolderSubtree = read(
        "/folders/{id}/subtree", "Folder with everything below",
        parameters: [
            .path("id", "Id of the folder"),
            .query("structure", "One list or nested", choices: ["flat", "tree"]),
        ],
        special: .one,
        answers: [Answer(200, "Folder tree"), Answer(404, "Folder not found")])

    package static let getFolderAncestors = read(
        "/folders/{id}/ancestors", "Chain of parents of a folder",
        parameters: [
            .path("id", "Id of the folder"),
            .query("structure", "One list or nested", choices: ["flat", "tree"]),
        ],
        special: .one,
        answers: [Answer(200, "Folders"), Answer(404, "Folder not found")])

    package static let createFolder = write(
        .post, "/folders", "Create a folder",
        danger: .reversible, change: .create, touches: [.folders],
        parameters: [.body(#"{"name", "parentId"}"#)],
        answers: [Answer(201, "Created folder")])

    package static let updateFolder = write(
        .patch, "/folders/{id}", "Rename or move a folder, or change its owner",
        danger: .reversible, change: .merge, touches: [.folders, .dashboards],
        parameters: [.path("id", "Id of the folder"), .body(#"{"name", "parentId", "owner"}, each optional"#)],
        answers: [Answer(200, "Updated folder"), Answer(404, "Folder not found")])

    package static let deleteFolder = write(
        .delete, "/folders/{id}", "Delete a folder with every dashboard inside",
        danger: .destructive, change: .delete, touches: .wholeDashboard,
        parameters: [.path("id", "Id of the folder")],
        answers: [Answer(204, "Deleted"), Answer(404, "Folder not found")],
        notes: "The whole subtree goes, with its dashboards and widgets.")

    package static let deleteFolders = write(
        .delete, "/folders/bulk", "Delete several folders",
        danger: .destructive, change: .delete, touches: .wholeDashboard,
        parameters: [.query("folderIds", "Ids of folders", .array, required: true)],
        answers: [Answer(200, "Deleted"), Answer(404, "Folder not found")],
        notes: "The whole subtree of each goes, with its dashboards and widgets.")

    package static let getNavigation = read(
        "/navver", "Folders and dashboards of the caller for the navigation tree",
        answers: [Answer(200, "{folders:[...], dashboards:[...]}")])
}

extension OperationGroup {
    package static let widgets = OperationGroup(
        "widgets",
        [
            .getWidgets, .getWidget, .exportWidgetPNG, .exportWidgetPDF, .createWidget, .updateWidget, .deleteWidget,
            .getWidgetsV0, .getWidgetV0, .replaceWidgetV0,
        ])
}

extension Operation {
    package static let getWidgets = read(
        "/dashboards/{dashboardId}/widgets", "Widgets of a dashboard",
        parameters: [
            .path("dashboardId", "Id (oid) of the dashboard"), .query("title", "Title filter"),
            .query("type", "Type filter"), .query("subtype", "Sub-type filter"),
        ],
        special: [.fields, .sort, .paging],
        answers: [Answer(200, "Array of widgets"), Answer(404, "Dashboard not found")])

    package static let getWidget = read(
        "/dashboards/{dashboardId}/widgets/{id}", "One widget",
        parameters: [
            .path("dashboardId", "Id (oid) of the dashboard"), .path("id", "Id of the widget"), .adminAccess,
        ],
        special: .fields,
        answers: [Answer(200, "Widget"), Answer(404, "Not found", codes: [10001, 14004])])

    package static let exportWidgetPNG = read(
        "/dashboards/{dashboardId}/widgets/{id}/export/png", "Widget as PNG",
        parameters: [
            .path("dashboardId", "Id (oid) of the dashboard"), .path("id", "Id of the widget"),
            .query("width", "Render width in pixels", .integer, required: true),
            .query("height", "Render height in pixels", .integer, required: true),
        ],
        answers: [Answer(200, "Image")])

    package static let exportWidgetPDF = read(
        "/export/dashboards/{dashboardId}/widgets/{id}/pdf", "A widget as a PDF document (newer servers)",
        method: .post,
        parameters: [
            .path("dashboardId", "Dashboard oid"), .path("id", "Id of the widget"),
            .body(
                #"{"params": {paperFormat, paperOrientation, showTitle, showFooter, title, rowCount}}"#, required: false
            ),
        ],
        answers: [Answer(200, "Binary pdf"), Answer(404, "Not found", codes: [10001, 14004])])

    package static let createWidget = write(
        .post, "/dashboards/{dashboardId}/widgets", "Add a widget",
        danger: .reversible, change: .create, touches: [.widgets, .dashboards],
        parameters: [
            .path("dashboardId", "Id (oid) of the dashboard"),
            .body(
                #"{"type", "datasource", "metadata", "title", "subtype", "desc"}; the first three are mandatory"#
            ),
        ],
        answers: [Answer(201, "Created widget")])

    package static let updateWidget = write(
        .patch, "/dashboards/{dashboardId}/widgets/{id}", "Merge fields into a widget",
        danger: .reversible, change: .merge, touches: [.widgets, .dashboards],
        parameters: [
            .path("dashboardId", "Id (oid) of the dashboard"), .path("id", "Id of the widget"),
            .body("The members to change"),
        ],
        answers: [Answer(200, "Updated widget"), Answer(404, "Not found", codes: [10001, 14004])])

    package static let deleteWidget = write(
        .delete, "/dashboards/{dashboardId}/widgets/{id}", "Delete a widget",
        danger: .destructive, change: .delete, touches: [.widgets, .dashboards],
        parameters: [.path("dashboardId", "Id (oid) of the dashboard"), .path("id", "Id of the widget")],
        answers: [
            Answer(200, "Deleted"), Answer(404, "Not found", codes: [10001]),
            Answer(204, "Done (newer servers)"),
        ])

    package static let getWidgetsV0 = read(
        "/dashboards/{dashboardId}/widgets", "Widgets of a dashboard (v0.9)",
        version: .v0,
        parameters: [.path("dashboardId", "Id (oid) of the dashboard"), .adminAccess],
        answers: [Answer(200, "Array of widgets"), Answer(404, "Dashboard not found", codes: [10001])])

    package static let getWidgetV0 = read(
        "/dashboards/{dashboardId}/widgets/{id}", "One widget (v0.9)",
        version: .v0,
        parameters: [
            .path("dashboardId", "Id (oid) of the dashboard"), .path("id", "Id of the widget"), .adminAccess,
        ],
        answers: [Answer(200, "Widget"), Answer(404, "Not found", codes: [10001, 14004])])

    package static let replaceWidgetV0 = write(
        .put, "/dashboards/{dashboardId}/widgets/{id}", "Replace a widget (v0.9)",
        version: .v0,
        danger: .destructive, change: .replace, touches: [.widgets, .dashboards],
        parameters: [
            .path("dashboardId", "Id (oid) of the dashboard"), .path("id", "Id of the widget"),
            .body("The whole widget"), .adminAccess,
        ],
        answers: [
            Answer(200, "Updated widget"), Answer(400, "Invalid input"), Answer(403, "Forbidden"),
            Answer(404, "Not found", codes: [10001, 14004]),
        ],
        notes: "Members left out are lost. Recipients see the change once it is published.")
}
