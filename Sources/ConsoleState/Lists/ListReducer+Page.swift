import SisenseClient

extension ListReducer {
    /// Makes the requests of the page of a record that was read just now.
    /// - Parameter sides: The columns of it that are shown.
    func readPage(
        of detail: inout DetailState?, showing sides: Set<RecordBlock.Side>, _ list: ListID
    ) -> ConsoleOutcome {
        guard let shown = detail else { return ConsoleOutcome() }
        let reads = shown.reads(for: sides)
        for (read, _) in reads { detail?.begin(read.id) }
        return ConsoleOutcome(effects: reads.map { reading($0.read, $0.reach, of: shown.id, list) })
    }

    /// Ends what is read for a record that is left, unless it is shown elsewhere.
    func leaving(_ detail: DetailState?, unlessShown other: DetailState?) -> ConsoleOutcome {
        guard let detail, detail.id != other?.id else { return ConsoleOutcome() }
        let requests = detail.requests.map { ConsoleEffect.cancel(id(.page(detail.id, $0))) }
        return ConsoleOutcome(effects: [.cancel(id(.reading(detail.id)))] + requests)
    }

    /// Puts what a request of a page came to where the record shows, and nowhere else.
    func take(
        _ result: Result<RecordRead.Answer, APIError>, of read: RecordRead.ID, on record: RecordID,
        _ state: inout ListState
    ) -> ConsoleOutcome {
        if state.detail?.id == record { state.detail?.take(result, of: read) }
        if state.beside?.id == record { state.beside?.take(result, of: read) }
        return ConsoleOutcome()
    }

    /// Makes one request of the page of a record.
    func reading(
        _ read: RecordRead, _ reach: RecordRead.Reach, of record: RecordID, _ list: ListID
    ) -> ConsoleEffect {
        .asking(id(.page(record, read.id)), "reading \(read.subject)", context) { context, send in
            let result: Result<RecordRead.Answer, APIError>
            do throws(APIError) {
                let answer = try await read.read(context, reach)
                result = .success(answer.mapValues { $0.masked(context.client.secrets) })
            } catch {
                result = .failure(error)
            }
            await send(.listResult(list, .blocksRead(record, read.id, result)))
        }
    }
}

extension RecordBlock.Content {
    /// The same without secrets, those of the session among them.
    func masked(_ secrets: KnownSecrets) -> RecordBlock.Content {
        var masked = self
        for index in masked.lines.indices {
            masked.lines[index].text = Redactor.text(secrets.text(lines[index].text))
            masked.lines[index].note = Redactor.text(secrets.text(lines[index].note))
        }
        return masked
    }
}

extension ListState {
    /// The row so many below that of the open record; nil where there is none.
    package func neighbour(_ step: Int) -> Int? {
        // Nearly always the cursor is on it: to look for it is a walk over all rows.
        let row = cursorID == detail?.id ? scroll.cursor : detail.flatMap { table.index(of: $0.id) } ?? scroll.cursor
        return table.id(at: row + step).map { _ in row + step }
    }
}
