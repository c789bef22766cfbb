package import SisenseClient

/// How far a list has come.
package enum ListLoad: Sendable {
    /// Nobody has looked at it yet.
    case notStarted
    /// Pages are coming; the rows so far can be used.
    case loading
    /// All rows are there.
    case complete
    /// Loading ended before the last row; the rows so far stay.
    case failed(APIError)
    /// A person stopped it.
    case stopped
}
