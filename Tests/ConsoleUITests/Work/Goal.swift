import ConsoleState
import SisenseClient
import TerminalKit
import TestServices
import Testing

/// A piece of an administrator's work: the keys it takes from the first screen on, and what is true after them.
struct Goal: Sendable, CustomTestStringConvertible {
    let title: String
    /// Names of keys, and texts that are typed, in quotes: `1 / "nunez" Enter t`.
    let keys: String
    /// The most keys that the work may take; each letter that is typed is one.
    let limit: Int
    var prepare: @Sendable (APIClient) async throws -> Void = { _ in }
    let isDone: @Sendable (Aftermath) async throws -> Bool

    init(
        _ title: String, _ keys: String, limit: Int,
        prepare: @escaping @Sendable (APIClient) async throws -> Void = { _ in },
        isDone: @escaping @Sendable (Aftermath) async throws -> Bool
    ) {
        (self.title, self.keys, self.limit) = (title, keys, limit)
        (self.prepare, self.isDone) = (prepare, isDone)
    }

    var testDescription: String { title }

    enum Step {
        case press(String)
        case type(String)
    }

    var steps: [Step] {
        var steps: [Step] = []
        for (index, part) in keys.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            if index.isMultiple(of: 2) {
                for key in part.split(separator: " ") { steps.append(.press(String(key))) }
            } else {
                steps.append(.type(String(part)))
            }
        }
        return steps
    }

    var keyCount: Int {
        steps.reduce(0) { count, step in
            switch step {
            case .press: count + 1
            case .type(let text): count + text.count
            }
        }
    }
}

/// The screen and the server after the keys of a goal.
struct Aftermath {
    let screen: String
    let state: ConsoleState
    let client: APIClient

    func user(_ name: String) async throws -> User? {
        try await UsersService(client).find(name + "@acme.example")
    }

    func roleName(_ user: String) async throws -> String? {
        let role = try await self.user(user)?.roleID
        return try await RolesService(client).all().first { $0.id == role }?.title
    }

    func group(_ name: String) async throws -> Group? {
        try await GroupsService(client).names().first { $0.name == name }
    }

    func members(_ group: String) async throws -> Set<String> {
        guard let group = try await self.group(group) else { return [] }
        return Set(try await GroupsService(client).members(of: group).map(\.email))
    }

    func dashboard(_ title: String) async throws -> Dashboard? {
        let id = try await DashboardsService(client).named().all().first { $0.title == title }?.id
        guard let id else { return nil }
        return try await DashboardsService(client).get(id)
    }

    func owner(_ dashboard: String) async throws -> String? {
        guard let owner = try await self.dashboard(dashboard)?.owner else { return nil }
        return try await UsersService(client).get(owner.id).email
    }

    func folder(_ dashboard: String) async throws -> String? {
        var folders = try await FoldersService(client).tree()
        while let folder = folders.popLast() {
            if folder.dashboards.contains(where: { $0.title == dashboard }) { return folder.name }
            folders += folder.folders
        }
        return nil
    }

    func settings() async throws -> SystemSettings { try await SystemSettingsService(client).read() }
}
