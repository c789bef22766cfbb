import Foundation
import SisenseClient

extension ListReducer {
    func export(_ state: inout ListState, _ action: ListAction) -> ConsoleOutcome {
        switch action {
        case .exportRequested:
            return .then(.form(.opened(ExportForm.open(state, feature: feature))))
        case .exportStarted(let export):
            let refs = state.table.refs(of: export.rows, marks: state.marks)
            state.export = ExportProgress(total: refs.count)
            return .run(writing(export, refs, of: state))
        case .exportStopped:
            guard state.export != nil else { break }
            state.export = nil
            return .run(.cancel(id(.export)))
        default: break
        }
        return ConsoleOutcome()
    }

    /// Notes how far an export has come.
    func export(_ state: inout ListState, _ result: ListResult) -> ConsoleOutcome {
        switch result {
        case .exportProgressed(let done): state.export?.done = done
        case .exportEnded: state.export = nil
        default: break
        }
        return ConsoleOutcome()
    }

    private func writing(_ export: ListExport, _ refs: [RowRef], of state: ListState) -> ConsoleEffect {
        let (feature, context, list, table) = (feature, context, state.id, state.table)
        let shortfall = state.shortfall.map(\.sentence)
        // What was not read would stand there as empty.
        let chosen = state.arrangement?.shown ?? state.readColumns.map(\.id)
        let columns = chosen.compactMap { name in state.columns.firstIndex { $0.id == name } }
        return .run(id(.export), "exporting \(feature.noun)") { send in
            let progress: @Sendable (Int) async -> Void = { await send(.listResult(list, .exportProgressed($0))) }
            let result: Result<Message, LocalFile.Problem>
            do {
                var gone = 0
                let text =
                    export.format == .records
                    ? try await export.records(
                        of: refs.map(table.id), gone: &gone,
                        read: { id throws(APIError) in try await feature.read(context, id) }, progress: progress)
                    : await export.text(
                        of: refs, in: table, columns: columns, named: feature.columns, progress: progress)
                guard let text, !Task.isCancelled else { return }
                try LocalFile.write(text, to: export.path, isReplacing: export.isReplacing)
                let count = refs.count - gone
                let what = count == 1 ? "1 of the \(feature.noun)" : "\(count) \(feature.noun)"
                let notes = (gone > 0 ? ["\(gone) left out: they no longer exist."] : []) + shortfall
                result = .success(
                    Message(
                        notes.isEmpty ? .ok : .warning,
                        (["\(what) written to \(export.path)"] + notes).joined(separator: ". ")))
            } catch {
                result = .failure(error as? LocalFile.Problem ?? LocalFile.Problem(text: "\(error)"))
            }
            await send(.listResult(list, .exportEnded))
            // Also where another list is there now: the file is written, or it is not.
            await send(.posted(Self.message(of: result)))
        }
    }

    private static func message(of result: Result<Message, LocalFile.Problem>) -> Message {
        switch result {
        case .success(let message): message
        case .failure(let problem):
            Message(.error, "Could not export: \(problem.text)", detail: problem.text)
        }
    }
}
