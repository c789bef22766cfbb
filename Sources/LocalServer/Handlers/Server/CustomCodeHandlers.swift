import SisenseClient

/// Custom actions of BloX widgets, kept by their type, and notebooks of custom code.
enum CustomCodeHandlers {
    static let routes: Route.Table = [
        .getCustomActions: listActions, .getBloxActions: listActions,
        .getCustomAction: Route(.designer) { database, call throws(APIError) in
            .ok(try action(database, call))
        },
        .saveCustomAction: saveAction, .saveBloxAction: saveAction,
        .deleteCustomAction: deleteAction, .deleteBloxAction: deleteAction,

        .getNotebooks: Route(.dataDesigner) { database, call throws(APIError) in
            let chosen = database.choose(.notebooks, equal: [("notebookType", call.query("notebookType"))])
            return .ok((chosen ?? database[.notebooks].slots).map { database[.notebooks][slot: $0] })
        },
        .createNotebook: Route(.dataDesigner) { database, call throws(APIError) in
            let id = ObjectID.make(call.now)
            // The published definition calls the id `id`, clients read `uuid`.
            var notebook = JSONObject([
                ("id", .string(id)), ("uuid", .string(id)), ("displayName", ""), ("codePath", ""), ("language", ""),
                ("mode", ""), ("cellsDisable", []), ("columns", []), ("additionalParameters", []),
            ])
            notebook = notebook.merging(try call.object(), except: ["id", "uuid"])
            database.put(notebook, id: id, in: .notebooks)
            return .ok(notebook)
        },
        .updateNotebook: Route(.dataDesigner) { database, call throws(APIError) in
            let changed = try notebook(database, call).merging(try call.object(), except: ["id", "uuid"])
            database.put(changed, id: changed.text("id"), in: .notebooks)
            return .ok(changed)
        },
        .deleteNotebook: Route(.dataDesigner) { database, call throws(APIError) in
            database.remove(id: try notebook(database, call).text("id"), from: .notebooks)
            return .noContent
        },
        .exportNotebook: Route(.dataDesigner) { database, call throws(APIError) in
            let notebook = try notebook(database, call)
            return .ok(["manifest": .object(notebook), "cells": notebook["cells"] ?? []])
        },
    ]

    private static let listActions = Route(.designer) { database, _ throws(APIError) in
        .ok(Array(database[.customActions].records))
    }

    private static let saveAction = Route(.administrator) { database, call throws(APIError) in
        let action = try call.object()
        database.put(action, id: action.text("type"), in: .customActions)
        return .ok(action)
    }

    private static let deleteAction = Route(.administrator) { database, call throws(APIError) in
        database.remove(id: try action(database, call).text("type"), from: .customActions)
        return Reply()
    }

    private static func action(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let type = try call.object().text("type")
        guard let action = database[.customActions][type] else { throw .notFound("custom action", type) }
        return action
    }

    private static func notebook(_ database: Database, _ call: Call) throws(APIError) -> JSONObject {
        let id = call.value("notebookId")
        guard let notebook = database[.notebooks][id] else { throw .notFound("notebook", id) }
        return notebook
    }
}
