/// What a server is for. It decides how loudly the console names it and how carefully it writes.
package enum ServerKind: String, Sendable, CaseIterable {
    case production = "prod"
    case staging
    case development = "dev"
}
