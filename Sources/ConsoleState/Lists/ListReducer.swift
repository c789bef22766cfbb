import SisenseClient

/// What all list panes do alike: load, move, filter, sort, mark, open a record, and ask for a plan.
struct ListReducer: Sendable {
    let feature: ListFeature
    let environment: ConsoleEnvironment

    func reduce(_ state: inout ListState, _ action: ListAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .moved(let movement, let page):
            state.scroll.move(movement, count: state.table.count, page: page)
        case .cursorPlaced(let row):
            state.scroll.place(at: row, count: state.table.count)
        case .filterOpened, .filterEdited, .filterKept, .filterCleared, .filterRecalled:
            filter(&state, action)
        case .sortPickerOpened, .sortPickerMoved, .sortPickerClosed, .sortChosen, .sortReversed, .sorted:
            return sort(&state, action)
        case .markToggled:
            guard let id = state.cursorID else { break }
            if state.marks.remove(id) == nil { state.marks.insert(id) }
            state.countMarks()
            state.scroll.move(.down, count: state.table.count, page: .max)
        case .recordMarked(let id):
            if state.marks.remove(id) == nil { state.marks.insert(id) }
            state.countMarks()
        case .marksCleared:
            state.marks = []
            state.countMarks()
        case .refreshRequested, .loadStopped, .pageLoaded, .loadEnded:
            return load(&state, action)
        case .detailOpened, .recordOpened, .recordShown, .recordRead, .detailClosed, .recordsChanged:
            return record(&state, action)
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

    private func filter(_ state: inout ListState, _ action: ListAction) {
        switch action {
        case .filterOpened:
            state.filterInput = TextInput(state.table.filter.text)
        case .filterEdited(let edit):
            state.filterInput?.apply(edit)
            state.filterInput.map { show($0.text, in: &state) }
        case .filterRecalled(let isOlder):
            guard let input = state.filterInput else { break }
            let text = isOlder ? state.filterHistory.older(than: input.text) : state.filterHistory.newer()
            guard let text else { break }
            state.filterInput = TextInput(text)
            show(text, in: &state)
        case .filterKept:
            state.filterInput.map { state.filterHistory.add($0.text) }
            state.filterInput = nil
        default:
            state.filterInput = nil
            show("", in: &state)
        }
    }

    private func show(_ text: String, in state: inout ListState) {
        guard text != state.table.filter.text else { return }
        let filter = ListFilter(text, columns: state.columns)
        state.keepingCursor { $0.apply(filter) }
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
        case .sorted(let order, let sort):
            state.keepingCursor { $0.take(order, sort: sort) }
        default: break
        }
        return []
    }

    private func order(_ table: RowTable, by sort: ListSort) -> Effect<ConsoleAction> {
        let pane = feature.pane
        return .run(id("sort"), "sorting \(feature.noun)") { send in
            await send(.list(pane, .sorted(table.sorted(by: sort), sort)))
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
            state.detail = DetailState(id: id, title: state.table.cell(at: state.scroll.cursor, 0))
            return [reading(id)]
        case .recordOpened(let id, let title):
            state.detail = DetailState(id: id, title: title)
            state.table.index(of: id).map { state.scroll.place(at: $0, count: state.table.count) }
            return [reading(id)]
        case .recordShown(let record, let title):
            state.detail = DetailState(id: record.row.id, title: title)
            state.detail?.show(record.outlined(in: feature))
        case .recordRead(let id, let result):
            switch result {
            case .success(let record): state.table.replace(record.row)
            case .failure(let error) where error.kind == .notFound: state.remove(id)
            case .failure: break
            }
            guard state.detail?.id == id else { break }
            switch result {
            case .success(let record): state.detail?.show(record)
            case .failure(let error): state.detail?.content = .failed(error)
            }
        case .detailClosed:
            state.detail = nil
        case .recordsChanged(let ids):
            return ids.map(reading)
        default: break
        }
        return []
    }

    private func reading(_ record: RecordID) -> Effect<ConsoleAction> {
        let (pane, feature, environment) = (feature.pane, feature, environment)
        return .run(id("read \(record)"), "reading one of the \(feature.noun)") { send in
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
        let origin = WriteOrigin.list(feature.pane, feature.adding.contains(name) ? [] : targets)
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

    private func id(_ what: String) -> EffectID { EffectID("\(feature.pane.rawValue) \(what)") }
}
