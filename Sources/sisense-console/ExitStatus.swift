/// What the program ends with, for scripts. The statuses of a refused or failed call are those of `APIError`:
/// 1 the server refused, 2 usage, 3 no connection, 4 not allowed, 5 outcome unknown.
enum ExitStatus {
    static let ok: Int32 = 0
    static let failed: Int32 = 1
    static let usage: Int32 = 2
}
