extension AuditLog {
    /// The changes that were approved together with this one, the newest first; the change alone where it was sent by
    /// itself.
    package func run(of change: RecordedChange) -> [RecordedChange] {
        guard let run = change.run else { return [change] }
        var reader = reader
        var changes: [RecordedChange] = []
        while changes.count < run.count, let batch = reader.next() { changes += batch.filter { $0.run?.id == run.id } }
        return changes
    }
}
