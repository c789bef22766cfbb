import SisenseClient

/// What all list panes do alike: load, move, filter, sort, mark, open a record, and ask for a plan.
struct ListReducer: Sendable {
    let feature: ListFeature
    let environment: ConsoleEnvironment

    /// Records that are read again one by one.
    private static let fewRecords = 20

    func reduce(_ state: inout ListState, _ action: ListAction) -> [Effect<ConsoleAction>] {
        let effects = step(&state, action)
        return effects + follow(&state)
    }

    private func step(_ state: inout ListState, _ action: ListAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .moved(let movement, let page):
            state.scroll.move(movement, count: state.table.count, page: page)
        case .cursorPlaced(let row):
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
        case .refreshRequested, .loadStopped, .pageLoaded, .loadEnded:
            return load(&state, action)
        case .detailOpened, .recordOpened, .recordShown, .recordRead, .detailClosed, .recordsChanged:
            return record(&state, action)
        case .restored(let view):
            return restore(view, to: &state)
        case .besideToggled:
            state.beside = state.beside == nil ? state.cursorDetail : nil
            return [state.beside.map { reading($0.id) } ?? .cancel(id("beside"))]
        case .planRequested(let name):
            return plan(name, for: state.targets)
        case .planForAllRequested(let name):
            let all = (0..<state.table.count).compactMap(state.table.id(at:))
            return plan(name, for: state.marks.isEmpty ? all : state.targets)
        case .formRequested(let name):
            return form(state, name)
        }
        return []
    }

    private func sort(_ state: inout ListState, _ action: ListAction) -> [Effect<ConsoleAction>] {
        let current = state.table.sort
        switch action {
        case .sortPickerOpened:
            var scroll = Scroll()
            scroll.place(at: current?.column ?? 0, count: feature.columns.count)
            state.sortPicker = scroll
        case .sortPickerMoved(let movement, let page):
            state.sortPicker?.move(movement, count: feature.columns.count, page: page)
        case .sortPickerClosed:
            state.sortPicker = nil
        case .sortChosen(let column):
            state.sortPicker = nil
            let descends = current?.column == column && current?.isDescending == false
            return [order(state.table, by: ListSort(column: column, isDescending: descends))]
        case .sortReversed:
            guard let current else { break }
            return [order(state.table, by: ListSort(column: current.column, isDescending: !current.isDescending))]
        case .sorted(let rows, let sort, let generation):
            // The rows were read again meanwhile.
            guard generation == state.table.generation else { return [order(state.table, by: sort)] }
            state.keepingCursor { $0.take(rows, sort: sort) }
        default: break
        }
        return []
    }

    func order(_ table: RowTable, by sort: ListSort?) -> Effect<ConsoleAction> {
        let pane = feature.pane
        return .run(id("sort"), "sorting \(feature.noun)") { send in
            await send(.list(pane, .sorted(table.sorted(by: sort), sort, generation: table.generation)))
        }
    }

    private func load(_ state: inout ListState, _ action: ListAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .refreshRequested:
            guard !state.isLoading else { break }
            state.load = .loading
            state.incoming = state.table.total == 0 ? nil : RowTable(like: state.table)
            return [loading()]
        case .loadStopped:
            guard state.isLoading else { break }
            state.load = .stopped
            state.incoming = nil
            return [.cancel(id("load"))]
        case .pageLoaded(let page):
            if state.incoming == nil {
                state.keepingCursor { $0.append(page) }
            } else {
                state.incoming?.append(page)
            }
        case .loadEnded(.success(let date)):
            state.incoming.map { state.replaceTable(with: $0) }
            state.incoming = nil
            state.load = .complete
            state.loadedAt = date
        case .loadEnded(.failure(let error)):
            state.incoming = nil
            state.load = .failed(error)
        default: break
        }
        return []
    }

    private func loading() -> Effect<ConsoleAction> {
        let (pane, load, environment) = (feature.pane, feature.load, environment)
        return .run(id("load"), "loading \(feature.noun)") { send in
            do throws(APIError) {
                try await load(environment) { await send(.list(pane, .pageLoaded($0))) }
                await send(.list(pane, .loadEnded(.success(environment.now()))))
            } catch {
                await send(.list(pane, .loadEnded(.failure(error))))
            }
        }
    }

    private func record(_ state: inout ListState, _ action: ListAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .detailOpened:
            guard let id = state.cursorID else { break }
            if let beside = state.beside, beside.id == id, beside.isLoaded {
                state.detail = beside
                return []
            }
            state.detail = state.cursorDetail
            return [reading(id)]
        case .recordOpened(let id, let title):
            state.detail = DetailState(id: id, title: title)
            state.table.index(of: id).map { state.scroll.place(at: $0, count: state.table.count) }
            return [reading(id)]
        case .recordShown(let record, let title):
            state.detail = DetailState(id: record.row.id, title: title)
            // What took long to outline was outlined by the effect that sent it.
            state.detail?.show(record.outline.nodes.isEmpty ? record.outlined(in: feature) : record)
        case .recordRead(let id, let result):
            switch result {
            case .success(let record): state.table.replace(record.row)
            case .failure(let error) where error.kind == .notFound: state.remove(id)
            case .failure: break
            }
            if state.detail?.id == id { state.detail?.take(result) }
            if state.beside?.id == id { state.beside?.take(result) }
        case .detailClosed:
            state.detail = nil
        case .recordsChanged(let ids):
            // So many are read quicker with all the others.
            guard ids.count <= Self.fewRecords else {
                return load(&state, .refreshRequested) + [state.detail?.id].compactMap(\.self).map(reading)
            }
            return ids.map(reading)
        default: break
        }
        return []
    }

    /// How long the cursor rests on a record before it is read to be shown beside the list.
    private static let rest = Duration.milliseconds(150)

    /// Reads the record the cursor has come to, while records show beside the list.
    private func follow(_ state: inout ListState) -> [Effect<ConsoleAction>] {
        guard let beside = state.beside, let next = state.cursorDetail, beside.id != next.id else { return [] }
        state.beside = next
        let sleep = environment.sleep
        return [reading(next.id, id("beside")) { await sleep(Self.rest) }]
    }

    func reading(_ record: RecordID) -> Effect<ConsoleAction> {
        reading(record, id("read \(record)")) {}
    }

    private func reading(
        _ record: RecordID, _ id: EffectID, after wait: @escaping @Sendable () async -> Void
    ) -> Effect<ConsoleAction> {
        let (pane, feature, environment) = (feature.pane, feature, environment)
        return .run(id, "reading one of the \(feature.noun)") { send in
            await wait()
            guard !Task.isCancelled else { return }
            do throws(APIError) {
                await send(
                    .list(
                        pane,
                        .recordRead(record, .success(try await feature.read(environment, record).outlined(in: feature)))
                    ))
            } catch {
                await send(.list(pane, .recordRead(record, .failure(error))))
            }
        }
    }

    private func plan(_ name: PlanName, for targets: [RecordID]) -> [Effect<ConsoleAction>] {
        guard let plan = feature.plans[name], !targets.isEmpty else { return [] }
        let origin = WriteOrigin.list(feature.pane, feature.reloadsAfter.contains(name) ? [] : targets)
        let environment = environment
        return [
            .run("plan", "reading what is about to change") { send in
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
        let (targets, environment) = (state.targets, environment)
        return [
            .run("form", "reading what is to be edited") { send in
                do throws(APIError) {
                    await send(.form(.opened(try await form(environment, targets))))
                } catch {
                    await send(.form(.openFailed(error)))
                }
            }
        ]
    }

    func id(_ what: String) -> EffectID { EffectID("\(feature.pane.rawValue) \(what)") }
}
