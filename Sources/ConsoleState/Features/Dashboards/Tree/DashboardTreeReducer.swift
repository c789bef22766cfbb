import SisenseClient

/// Reads the folders, opens and closes them, and asks for changes of one.
struct DashboardTreeReducer: ConsoleFeature {
    let context: WorkContext

    func reduce(_ state: inout DashboardTreeState?, _ action: DashboardTreeAction) -> ConsoleOutcome {
        switch action {
        case .opened:
            if state == nil { state = DashboardTreeState() }
            return .run(reading())
        case .closed:
            state = nil
            return .run(.cancel(.folders))
        default: break
        }
        guard var tree = state else { return ConsoleOutcome() }
        defer { state = tree }
        switch action {
        case .refreshRequested: return .run(reading())
        case .loaded(.success(let loaded)):
            let id = tree.node?.id
            tree.load = .loaded(loaded)
            show(&tree, at: id)
        case .loaded(.failure(let error)):
            tree.load = .failed(error)
        case .moved(let movement, let page):
            tree.scroll.move(movement, count: tree.rows.count, page: page)
        case .toggled, .unfolded, .folded, .allToggled:
            fold(&tree, action)
        case .formRequested(let form):
            // A new folder is seen where it was made.
            if case .add = form, let folder = tree.folder {
                tree.open.insert(RecordID(folder.id))
                show(&tree, at: tree.node?.id)
            }
            return .run(opening(form, tree.folder))
        case .deleteRequested:
            return tree.node?.folder.map { .run(deleting($0)) } ?? ConsoleOutcome()
        case .opened, .closed: break
        }
        return ConsoleOutcome()
    }

    // MARK: Folding

    private func fold(_ state: inout DashboardTreeState, _ action: DashboardTreeAction) {
        guard let node = state.node else { return }
        let isOpen = state.open.contains(node.id)
        switch action {
        case .unfolded where node.folder != nil: state.open.insert(node.id)
        case .folded where isOpen, .toggled where isOpen: state.open.remove(node.id)
        case .toggled where node.folder != nil: state.open.insert(node.id)
        case .allToggled:
            state.open = state.open.isEmpty ? state.tree?.folderIDs ?? [] : []
        case .folded:
            if let row = state.parentRow(of: state.scroll.cursor) {
                state.scroll.place(at: row, count: state.rows.count)
            }
            return
        default: return
        }
        show(&state, at: node.id)
    }

    /// Works out what is in sight, with the cursor where it was.
    private func show(_ state: inout DashboardTreeState, at id: RecordID?) {
        guard let tree = state.tree else { return }
        state.rows = tree.rows(open: state.open)
        let row = id.flatMap { id in state.rows.firstIndex { tree.nodes[$0.node].id == id } }
        state.scroll.place(at: row ?? state.scroll.cursor, count: state.rows.count)
    }

    // MARK: The server

    private func reading() -> ConsoleEffect {
        .asking(.folders, "loading folders", context) { context, send in
            do throws(APIError) {
                await send(.tree(.loaded(.success(try await Self.read(context)))))
            } catch {
                await send(.tree(.loaded(.failure(error))))
            }
        }
    }

    private static func read(_ context: WorkContext) async throws(APIError) -> DashboardTree {
        let folders = try await FoldersService(context.client).tree()
        guard context.isAdministrator else {
            return DashboardTree(folders: folders, dashboards: try await context.dashboards.own())
        }
        var owners = OwnerNames(context)
        let dashboards = await owners.fill(try await context.dashboards.named().all())
        return DashboardTree(folders: folders, dashboards: dashboards)
    }

    private func opening(_ form: FolderForm, _ folder: Folder?) -> ConsoleEffect {
        .form("reading folders", context) { context throws(APIError) in try await form.state(folder, context) }
    }

    private func deleting(_ folder: Folder) -> ConsoleEffect {
        .preview("reading what is in the folder", context) { context throws(APIError) in
            PlannedWrite([try await FolderDeletion.plan(folder, context)], .list(.dashboards, []))
        }
    }
}
