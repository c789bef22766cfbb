import SisenseClient

/// Reads the folders, opens and closes them, and asks for changes of one.
struct DashboardTreeReducer: Sendable {
    let environment: ConsoleEnvironment

    func reduce(_ state: inout DashboardTreeState?, _ action: DashboardTreeAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .opened:
            if state == nil { state = DashboardTreeState() }
            return [reading()]
        case .closed:
            state = nil
            return [.cancel("tree")]
        default: break
        }
        guard var tree = state else { return [] }
        defer { state = tree }
        switch action {
        case .refreshRequested: return [reading()]
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
            return opening(form, tree.folder)
        case .deleteRequested:
            return tree.node?.folder.map { [deleting($0)] } ?? []
        case .opened, .closed: break
        }
        return []
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
        let place = id.flatMap { id in state.rows.firstIndex { tree.nodes[$0.node].id == id } }
        state.scroll.place(at: place ?? state.scroll.cursor, count: state.rows.count)
    }

    // MARK: The server

    private func reading() -> Effect<ConsoleAction> {
        let environment = environment
        return .run("tree", "loading folders") { send in
            do throws(APIError) {
                await send(.tree(.loaded(.success(try await Self.read(environment)))))
            } catch {
                await send(.tree(.loaded(.failure(error))))
            }
        }
    }

    private static func read(_ environment: ConsoleEnvironment) async throws(APIError) -> DashboardTree {
        let folders = try await FoldersService(environment.client).tree()
        guard environment.isAdministrator else {
            return DashboardTree(folders: folders, dashboards: try await environment.dashboards.own())
        }
        var dashboards: [Dashboard] = []
        for try await page in environment.dashboards.named() { dashboards += page.items }
        return DashboardTree(folders: folders, dashboards: dashboards)
    }

    private func opening(_ form: FolderForm, _ folder: Folder?) -> [Effect<ConsoleAction>] {
        let environment = environment
        return [
            .run("form", "reading folders") { send in
                do throws(APIError) {
                    guard let form = try await form.state(folder, environment) else { return }
                    await send(.form(.opened(form)))
                } catch {
                    await send(.form(.openFailed(error)))
                }
            }
        ]
    }

    private func deleting(_ folder: Folder) -> Effect<ConsoleAction> {
        let client = environment.client
        return .run("plan", "reading what is in the folder") { send in
            do throws(APIError) {
                let plan = try await FoldersService(client).planDelete(folder)
                await send(.write(.planned(.success([plan]), .list(.dashboards, []))))
            } catch {
                await send(.write(.planned(.failure(error), .list(.dashboards, []))))
            }
        }
    }
}
