import ConsoleState
import Foundation
import SisenseClient
import Synchronization
import TerminalKit

/// The names of records for completion. They are read from the server only for people who say in the variable how many
/// seconds their shell may wait for an answer; they are kept for a while in the cache, readable by this user alone.
struct RecordNames {
    static let variable = "SISENSE_COMPLETE_NAMES"

    /// The connection that the line asks for so far.
    let arguments: ConnectionSettings.Arguments
    let environment: [String: String]

    /// The most names that are kept, and the seconds for which they count.
    private static let most = 1000
    private static let lifetime = 600.0

    /// None where nobody has asked for them, or where they cannot be had at once.
    func read(_ pane: PaneID) async -> [String] {
        guard let seconds = environment[Self.variable].flatMap(Int.init), seconds > 0, let list = pane.ownList else {
            return []
        }
        var arguments = arguments
        (arguments.isReadOnly, arguments.timeout) = (true, .seconds(seconds))
        guard let connection = try? Connection(arguments, environment: environment) else { return [] }
        let server = connection.settings.server.value.description
        let file = file(connection.settings.name, pane)
        if let kept = kept(file, server) { return kept }
        guard let names = try? await Self.names(of: list, connection) else { return [] }
        keep(names, in: file, server)
        return names
    }

    private static func names(of list: ListFeature, _ connection: Connection) async throws -> [String] {
        if case .prompt = connection.settings.credential.value { return [] }
        var wishes = ListReading.Wishes()
        wishes.limit = most
        wishes.columns = .named([name(of: list)])
        let reading = try ListReading(list, wishes, now: Date())
        let client = try await connection.signedInClient()
        let context = try await WorkContext.signedIn(
            Dependencies(client: client, signIn: connection.signIn, audit: connection.audit(onError: { _ in })))
        let names = Mutex<[String]>([])
        _ = try await reading.read(context) { rows in
            names.withLock { $0 += rows.compactMap(\.shown.first) }
            return true
        }
        // A name that a terminal could act on is no word to be offered.
        return names.withLock { $0 }.filter { !$0.isEmpty && Sanitizer.clean($0, marks: .ascii) == $0 }.sorted()
    }

    /// The column that people type best: an address or a key where there is one, else the name.
    private static func name(of list: ListFeature) -> String {
        func first(_ isWanted: (ListColumn) -> Bool) -> String? { list.columns.first(where: isWanted)?.id }
        return first { $0.identity == .email } ?? first { $0.identity == .key } ?? first(\.isName) ?? "id"
    }

    // MARK: The cache

    private func file(_ connection: String, _ pane: PaneID) -> URL {
        Connection.locations(environment: environment).names(of: pane.rawValue, for: connection)
    }

    private func kept(_ file: URL, _ server: String) -> [String]? {
        let json = (try? PrivateFile.read(file, followsLinks: false)).flatMap { try? JSONReader.read($0) }
        guard let json, json["server"]?.string == server, let time = json["read"]?.integer,
            (0..<Self.lifetime).contains(Date().timeIntervalSince1970 - Double(time))
        else { return nil }
        return json["names"]?.array?.compactMap(\.string)
    }

    /// A cache that cannot be written costs time, and nothing else.
    private func keep(_ names: [String], in file: URL, _ server: String) {
        let json = JSONObject([
            ("server", .string(server)), ("read", .number(JSONNumber(Int(Date().timeIntervalSince1970)))),
            ("names", .array(names.map(JSONValue.string))),
        ])
        try? PrivateFile.write(JSONWriter.write(.object(json)), to: file, followsLinks: false)
    }
}
