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
        danger: .reversible, change: .create,
        parameters: [.body(#"{"name", "parentId"}"#)],
        answers: [Answer(201, "Created folder")])

    package static let updateFolder = write(
        .patch, "/folders/{id}", "Rename, move or hand over a folder",
        danger: .reversible, change: .merge,
        parameters: [.path("id", "Id of the folder"), .body(#"{"name", "parentId", "owner"}, each optional"#)],
        answers: [Answer(200, "Updated folder"), Answer(404, "Folder not found")])

    package static let deleteFolder = write(
        .delete, "/folders/{id}", "Delete a folder with every dashboard inside",
        danger: .destructive, change: .delete,
        parameters: [.path("id", "Id of the folder")],
        answers: [Answer(204, "Deleted"), Answer(404, "Folder not found")],
        notes: "The whole subtree goes, with its dashboards and widgets.")

    package static let deleteFolders = write(
        .delete, "/folders/bulk", "Delete several folders",
        danger: .destructive, change: .delete,
        parameters: [.query("folderIds", "Ids of folders", .array, required: true)],
        answers: [Answer(200, "Deleted"), Answer(404, "Folder not found")],
        notes: "The whole subtree of each goes, with its dashboards and widgets.")

    package static let getNavigation = read(
        "/navver", "Folders and dashboards of the caller for the navigation tree",
        answers: [Answer(200, "{folders:[...], dashboards:[...]}")])
}
