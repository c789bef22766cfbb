/// The newest changes of an audit log that were asked for.
package struct AuditExcerpt: Sendable {
    /// The newest first.
    package let changes: [RecordedChange]
    /// True when the log may hold more of them.
    package let mayHaveMore: Bool
}

extension AuditLog {
    /// Changes of the end of the log that are looked through for those of one record.
    package static let excerptDepth = 5000

    /// The newest changes that are wanted, of those at the end of the log.
    /// - Parameter count: The number of them that is enough.
    package func newest(_ count: Int, where isWanted: (RecordedChange) -> Bool) -> AuditExcerpt {
        var reader = reader
        var (found, seen): ([RecordedChange], Int) = ([], 0)
        while seen < Self.excerptDepth, found.count <= count, !Task.isCancelled, let batch = reader.next() {
            seen += batch.count
            found += batch.filter(isWanted)
        }
        return AuditExcerpt(
            changes: Array(found.prefix(count)), mayHaveMore: found.count > count || seen >= Self.excerptDepth)
    }
}
