import SisenseClient

/// What all list panes do alike: load, move, filter, sort, mark, open a record, and ask for a plan.
struct ListReducer: Sendable {
    let feature: ListFeature
    let environment: ConsoleEnvironment

    func reduce(_ state: inout ListState, _ action: ListAction) -> [Effect<ConsoleAction>] {
        let effects = step(&state, action)
        return effects + follow(&state)
    }

    private func step(_ state: inout ListState, _ action: ListAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .moved(let movement, let page):
            state.scroll.move(movement, count: state.table.count, page: page)
        case .cursorPlaced(let row, let page):
            if let page { state.scroll.keepTop(count: state.table.count, page: page) }
            state.scroll.place(at: row, count: state.table.count)
        case .filterOpened, .filterEdited, .filterKept, .filterCleared, .filterRecalled, .filtered:
            return filter(&state, action)
        case .sortPickerOpened, .sortPickerMoved, .sortPickerClosed, .sortChosen, .sortReversed, .sorted:
            return sort(&state, action)
        case .columnPickerOpened, .columnPickerMoved, .columnToggled, .columnMoved, .columnsReset, .columnPickerClosed:
            return columns(&state, action)
        case .markToggled, .recordMarked, .rangeMarked, .allMarked, .marksCleared:
            mark(&state, action)
        case .exportRequested, .exportStarted, .exportProgressed, .exportEnded, .exportStopped:
            return export(&state, action)
        case .columnsSkipped(let count):
            state.skippedColumns = max(0, count)
        case .refreshRequested, .loadStopped, .pageLoaded, .loadProgressed, .loadEnded, .compared, .changesCleared:
            return load(&state, action)
        case .rowsEdited(let rows):
            return edit(&state, rows)
        case .detailOpened, .recordOpened, .recordShown, .recordRead, .detailClosed, .recordsChanged:
            return record(&state, action)
        case .restored(let view):
            return restore(view, to: &state)
        case .besideToggled:
            state.beside = state.beside == nil ? state.cursorDetail : nil
            return [state.beside.map { reading($0.id) } ?? .cancel(id("beside"))]
        case .planRequested(let name):
            return plan(name, state) { $0.targets }
        case .planForAllRequested(let name):
            return plan(name, state) {
                $0.marks.isEmpty ? $0.table.refs(of: .shown, marks: []).map($0.table.id) : $0.targets
            }
        case .formRequested(let name):
            return form(state, name)
        }
        return []
    }

    /// - Parameter chosen: The records it is about, which may take a while to collect.
    private func plan(
        _ name: PlanName, _ state: ListState, _ chosen: @escaping @Sendable (ListState) -> [RecordID]
    ) -> [Effect<ConsoleAction>] {
        guard let plan = feature.plans[name] else { return [] }
        let (pane, environment, reloads) = (feature.pane, environment, feature.reloadsAfter.contains(name))
        return [
            .run("plan", "reading what is about to change") { send in
                let targets = chosen(state)
                guard !targets.isEmpty else { return await send(.preparation(.stopped)) }
                let origin = WriteOrigin.list(pane, reloads ? [] : targets)
                var environment = environment
                environment.report = { await send(.preparation(.progressed($0))) }
                do throws(APIError) {
                    await send(.write(.planned(.success(try await plan(environment, targets)), origin)))
                } catch {
                    await send(.write(.planned(.failure(error), origin)))
                }
            }
        ]
    }

    private func form(_ state: ListState, _ name: PlanName) -> [Effect<ConsoleAction>] {
        guard let form = feature.forms[name] else { return [] }
        let environment = environment
        return [
            .run("form", "reading what is to be edited") { send in
                var environment = environment
                environment.report = { await send(.preparation(.progressed($0))) }
                do throws(APIError) {
                    await send(.form(.opened(try await form(environment, state.targets))))
                } catch {
                    await send(.form(.openFailed(error)))
                }
            }
        ]
    }

    /// Names an effect of this list.
    func id(_ what: String) -> EffectID { EffectID("\(feature.pane.rawValue) \(what)") }
}
