/// Custom actions of BloX widgets: the published paths, and the ones newer servers have instead.
extension OperationGroup {
    package static let customActions = OperationGroup(
        "custom_actions",
        [
            .getCustomActions, .getCustomAction, .saveCustomAction, .deleteCustomAction,
            .getBloxActions, .saveBloxAction, .deleteBloxAction,
        ])
}

extension Operation {
    private static var path: Parameter { .path("path", "actions for the list, BloX for one of them") }
    private static var actionBody: String { #"{"type", "body", "snippet"}"# }
    private static var actionNotes: String { "Its code runs in the browser of everybody who sees a widget with it." }
    private static var notFound: Answer { Answer(404, "Not found") }

    package static let getCustomActions = read(
        "/getCustomActions/{path}", "Custom actions of BloX widgets",
        parameters: [path],
        answers: [Answer(200, "Array of {type, body, snippet}"), Answer(403, "Forbidden")],
        notes: "Newer servers: /blox/getCustomActions.")

    package static let getCustomAction = read(
        "/getActionByType/{path}", "One custom action",
        method: .post, parameters: [path, .body(#"{"type"}"#)],
        answers: [Answer(200, "{type, body, snippet}"), Answer(403, "Forbidden"), notFound])

    package static let saveCustomAction = write(
        .post, "/saveCustomAction/{path}", "Add a custom action, or replace the one of its type",
        danger: .critical, change: .act, touches: [],
        parameters: [path, .body(actionBody)],
        answers: [Answer(200, "Custom action"), Answer(403, "Forbidden")],
        notes: actionNotes)

    package static let deleteCustomAction = write(
        .post, "/deleteCustomAction/{path}", "Delete the custom action of a type",
        danger: .destructive, change: .act, touches: [],
        parameters: [path, .body(#"{"type"}"#)],
        answers: [Answer(200, "Deleted"), Answer(403, "Forbidden"), notFound])

    package static let getBloxActions = read(
        "/blox/getCustomActions", "Custom actions of BloX widgets (newer servers)",
        answers: [Answer(200, "Array of {type, body, snippet}"), Answer(403, "Forbidden")],
        notes: "Older servers: /getCustomActions/actions.")

    package static let saveBloxAction = write(
        .post, "/blox/saveCustomAction", "Add a custom action, or replace the one of its type (newer servers)",
        danger: .critical, change: .act, touches: [],
        parameters: [.body(actionBody)],
        answers: [Answer(200, "Custom action"), Answer(403, "Forbidden")],
        notes: actionNotes)

    package static let deleteBloxAction = write(
        .post, "/blox/deleteCustomAction", "Delete the custom action of a type (newer servers)",
        danger: .destructive, change: .act, touches: [],
        parameters: [.body(#"{"type"}"#)],
        answers: [Answer(200, "Deleted"), Answer(403, "Forbidden"), notFound])
}

/// Notebooks of custom code, which build tables.
extension OperationGroup {
    package static let notebooks = OperationGroup(
        "notebooks", [.getNotebooks, .createNotebook, .updateNotebook, .deleteNotebook, .exportNotebook])
}

extension Operation {
    private static var notebook: Parameter { .path("notebookId", "Id of the notebook") }
    private static var notebookBody: String {
        #"{"displayName", "notebookType", "description", "codePath", "language", "mode", "columns", "additionalParameters"}"#
    }

    package static let getNotebooks = read(
        "/notebooks", "Notebooks of custom code",
        parameters: [.query("notebookType", "Exact type filter")],
        answers: [Answer(200, "Array of {id, uuid, displayName, notebookType, language, columns}")])

    package static let createNotebook = write(
        .post, "/notebooks", "Create a notebook",
        danger: .reversible, change: .create, touches: [],
        parameters: [.body(notebookBody)],
        answers: [Answer(200, "Notebook"), Answer(403, "Forbidden")],
        notes: "Real servers want the header Internal: true.")

    package static let updateNotebook = write(
        .patch, "/notebooks/{notebookId}", "Change a notebook",
        danger: .destructive, change: .merge, touches: [],
        parameters: [notebook, .body(notebookBody)],
        answers: [Answer(200, "Notebook"), Answer(403, "Forbidden"), notFound],
        notes: "Tables built by it change with the next build.")

    package static let deleteNotebook = write(
        .delete, "/notebooks/{notebookId}", "Delete a notebook",
        danger: .destructive, change: .delete, touches: [],
        parameters: [notebook],
        answers: [Answer(204, "Deleted"), Answer(403, "Forbidden"), notFound],
        notes: "Tables built by it can be built no more.")

    package static let exportNotebook = read(
        "/notebooks/{notebookId}/export", "A notebook with its code",
        parameters: [notebook],
        answers: [Answer(200, "Notebook"), notFound])
}
