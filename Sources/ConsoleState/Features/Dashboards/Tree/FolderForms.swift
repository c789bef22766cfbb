import SisenseClient

/// The forms about folders.
package enum FolderForm: Sendable {
    case add
    case rename
    case move

    /// - Parameter folder: The one under the cursor; nil at the top.
    func state(
        _ folder: Folder?, _ context: WorkContext
    ) async throws(APIError) -> FormState? {
        switch (self, folder) {
        case (.add, _): Self.add(in: folder)
        case (.rename, let folder?): Self.rename(folder)
        case (.move, let folder?): try await Self.move(folder, context)
        case (.rename, nil), (.move, nil): nil
        }
    }

    private static func add(in parent: Folder?) -> FormState {
        let suffix = parent.map { " in \($0.label)" } ?? ""
        return FormState("Add folder\(suffix)", [.text("name", "Name", isRequired: true)]) {
            context, values throws(APIError) in
            let plan = try FoldersService(context.client).planCreate(name: values.text("name"), in: parent)
            return .preview([plan], .list(.dashboards, []))
        }
    }

    private static func rename(_ folder: Folder) -> FormState {
        FormState("Rename folder \(folder.label)", [.text("name", "Name", folder.name, isRequired: true)]) {
            context, values throws(APIError) in
            guard !values.changed.isEmpty else { return .posted(Message(.info, "It already has this name")) }
            let plan = try await FoldersService(context.client).planRename(folder, to: values.text("name"))
            return .preview([plan], .list(.dashboards, []))
        }
    }

    /// Moves a folder anywhere but into itself or below.
    private static func move(_ folder: Folder, _ context: WorkContext) async throws(APIError) -> FormState {
        let tree = DashboardForms.folders(try await FoldersService(context.client).tree()) {
            $0.id == folder.id ? "cannot be moved into itself" : nil
        }
        let options = [FormOption("", "the top", details: [""])] + tree
        let names = Dictionary(options.map { ($0.id, $0.title) }, uniquingKeysWith: { one, _ in one })
        let field = FormField.pick(
            "parent", "Folder", PickerSource(options), chosen: options.filter { $0.id == folder.parentID ?? "" },
            isRequired: true)
        return FormState("Move folder \(folder.label)", [field]) { context, values throws(APIError) in
            guard !values.changed.isEmpty else { return .posted(Message(.info, "It is already there")) }
            let folders = FoldersService(context.client)
            let id = values.text("parent")
            let parent = id.isEmpty ? nil : try await folders.subtree(of: id)
            let plan = try await folders.planMove(folder, into: parent, names: names)
            return .preview([plan], .list(.dashboards, []))
        }
    }
}
