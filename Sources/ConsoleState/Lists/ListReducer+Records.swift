import SisenseClient

extension ListReducer {
    /// Records that are read again one by one.
    private static let fewRecords = 20

    /// Opens, reads and closes one record.
    func record(_ state: inout ListState, _ action: ListAction) -> ConsoleOutcome {
        switch action {
        case .detailOpened:
            guard let id = state.cursorID else { break }
            if let beside = state.beside, beside.id == id, beside.isLoaded {
                state.detail = beside
                return readPage(of: &state.detail, showing: [.left, .right], state.id)
            }
            state.detail = state.cursorDetail
            return .run(reading(id, state))
        case .recordOpened(let id, let title, let isFollowed):
            let left = leaving(state.detail, unlessShown: state.beside)
            state.detail = DetailState(id: id, title: title, isFollowed: isFollowed)
            state.table.index(of: id).map { state.scroll.place(at: $0, count: state.table.count) }
            return left + .run(reading(id, state))
        case .recordShown(let record, let title):
            state.detail = DetailState(id: record.row.id, title: title)
            // A record that takes long to outline was outlined by the effect that sent it.
            state.detail?.show(record.jsonTree.nodes.isEmpty ? record.outlined(in: feature) : record)
        case .detailClosed:
            let left = leaving(state.detail, unlessShown: state.beside)
            state.detail = nil
            return left
        case .recordStepped(let step):
            guard let row = state.neighbour(step) else { break }
            let left = leaving(state.detail, unlessShown: state.beside)
            state.scroll.place(at: row, count: state.table.count)
            return left + record(&state, .detailOpened)
        case .blockRequested(let block):
            guard let read = state.detail?.ask(for: block) else { break }
            state.detail?.begin(read.id)
            return state.detail.map { .run(reading(read, .all, of: $0.id, state.id)) } ?? ConsoleOutcome()
        case .recordsChanged(let ids):
            // So many are read quicker with all the others; and rows that are on their way may be from before the
            // change.
            guard !ids.isEmpty, ids.count <= Self.fewRecords, !state.isLoading else {
                return readAgain(&state)
            }
            var after = context
            after.client = context.client.expectingAbsence
            let reducer = ListReducer(feature: feature, context: after)
            return dropRefresh(&state) + ConsoleOutcome(effects: ids.map { reducer.reading($0, state) })
        default: break
        }
        return ConsoleOutcome()
    }

    /// Puts a record that was read where it shows.
    func take(
        _ result: Result<ListRecord, APIError>, of id: RecordID, _ state: inout ListState
    ) -> ConsoleOutcome {
        switch result {
        case .success(let record):
            // A record alone does not tell what others say of it.
            let facts = feature.columns.indices.filter { feature.columns[$0].fact != nil }
            state.table.replace(record.row, keeping: facts)
            state.noteMark(id, record.row.style)
        case .failure(let error) where error.kind == .notFound: state.remove(id)
        case .failure: break
        }
        // What is being read quietly may be from before.
        var outcome = dropRefresh(&state)
        if state.beside?.id == id {
            state.beside?.take(result)
            outcome += readPage(of: &state.beside, showing: [.left], state.id)
        }
        if state.detail?.id == id {
            state.detail?.take(result)
            outcome += readPage(of: &state.detail, showing: [.left, .right], state.id)
        }
        return outcome
    }

    /// The time that the cursor rests on a record before it is read to be shown beside the list.
    private static let rest = Duration.milliseconds(150)

    /// Reads the record the cursor has come to, while records show beside the list.
    func follow(_ state: inout ListState) -> ConsoleOutcome {
        guard let beside = state.beside, let next = state.cursorDetail, beside.id != next.id else {
            return ConsoleOutcome()
        }
        let left = leaving(beside, unlessShown: state.detail)
        state.beside = next
        let sleep = context.dependencies.sleep
        return left + .run(reading(next.id, state, id(.beside)) { await sleep(Self.rest) })
    }

    /// Reads one record again, to replace its row and to show it where it is open.
    func reading(_ record: RecordID, _ state: ListState) -> ConsoleEffect {
        reading(record, state, id(.reading(record))) {}
    }

    /// - Parameter wait: The wait that comes before the request.
    func reading(
        _ record: RecordID, _ state: ListState, _ id: ConsoleWork, after wait: @escaping @Sendable () async -> Void
    ) -> ConsoleEffect {
        let (list, feature) = (state.id, feature)
        return .asking(id, "reading one of the \(feature.noun)", context) { context, send in
            await wait()
            guard !Task.isCancelled else { return }
            var context = context
            context.send = { await send(.listResult(list, .foundBeside($0))) }
            let result: Result<ListRecord, APIError>
            do throws(APIError) {
                result = .success(try await feature.read(context, record).outlined(in: feature, context.client.secrets))
            } catch {
                result = .failure(error)
            }
            await send(.listResult(list, .recordRead(record, result)))
        }
    }
}
