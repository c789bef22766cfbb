import SisenseClient

/// The actions on views that are kept under a name.
package enum ViewsAction: Sendable {
    /// Goes to the list of a view and makes it look so.
    case opened(String)
    /// Keeps the list on the screen as it is.
    case saved(String)
    case removed(String)
}

/// Opens views of lists by their names, and keeps them.
struct ViewsReducer {
    let dependencies: Dependencies

    func reduce(_ state: inout ConsoleState, _ action: ViewsAction) -> ConsoleOutcome {
        switch action {
        case .opened(let name):
            guard let view = state.view(named: name) else { return unknown(name, state) }
            return .then(.paneOpened(view.pane), .list(view.pane, .viewShown(view)))
        case .saved(let name):
            return save(name, &state)
        case .removed(let name):
            guard let view = state.view(named: name) else { return unknown(name, state) }
            guard !view.isConfigured else {
                return .message(.warning, "\(name) stands in the configuration file; take it out there")
            }
            state.views.removeAll { $0.name == name }
            return keeping(state.views, "View \(name) removed")
        }
    }

    private func save(_ name: String, _ state: inout ConsoleState) -> ConsoleOutcome {
        if let problem = SavedView.problem(ofName: name) { return .message(.warning, problem) }
        if state.view(named: name)?.isConfigured == true {
            return .message(.warning, "\(name) stands in the configuration file; choose another name")
        }
        guard let view = SavedView(name, of: state) else {
            return .message(.warning, "Only a list that opens by its name can be saved as a view")
        }
        state.views = (state.views.filter { $0.name != name } + [view]).sorted { $0.name < $1.name }
        return keeping(state.views, "View \(name) saved: \(view.about)")
    }

    private func unknown(_ name: String, _ state: ConsoleState) -> ConsoleOutcome {
        let question = NearestName.question(name, among: state.views.map(\.name))
        return .message(.warning, "No view with the name \(name).\(question)")
    }

    private func keeping(_ views: [SavedView], _ done: String) -> ConsoleOutcome {
        guard let memory = dependencies.views else {
            return .message(.ok, "\(done), for this session: nothing is kept here")
        }
        return .run(
            .run(.viewMemory, "saving the views") { send in
                do throws(PrivateFileError) {
                    try memory.keep(views)
                    await send(.posted(Message(.ok, done)))
                } catch {
                    await send(.posted(Message(.error, "Could not save the views: \(error) \(error.nextStep)")))
                }
            })
    }
}

extension ConsoleState {
    /// The view of a name; nil when there is none.
    func view(named name: String) -> SavedView? { views.first { $0.name == name } }
}
