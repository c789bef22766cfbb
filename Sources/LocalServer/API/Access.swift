/// Who may use an operation.
enum Access: Sendable {
    /// No login is needed.
    case anyone
    /// Anybody who is logged in.
    case user
    /// Those who make dashboards: all but viewers.
    case designer
    /// Those who look after data.
    case dataDesigner
    case administrator
}
