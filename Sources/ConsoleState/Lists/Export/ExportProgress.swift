/// An export that is being written.
package struct ExportProgress: Sendable, Equatable {
    package var done = 0
    package let total: Int

    package var percent: Int { total == 0 ? 100 : done * 100 / total }
}
