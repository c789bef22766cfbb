import ConsoleState
import Foundation
import SisenseClient

/// The files of a folder that describe a server.
enum StateFiles {
    /// Reads those whose names end in `.json`, `.yaml` or `.yml`, and nothing below them.
    /// - Throws: `UsageError` for a folder that cannot be read, `StateProblems` for what is in the files.
    static func read(_ folder: String) throws -> StateFolder {
        let url = URL(filePath: folder, directoryHint: .isDirectory)
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: url.path(percentEncoded: false))
        } catch {
            throw UsageError("Could not read the folder \(folder): \(error.localizedDescription)")
        }
        var files: [(name: String, content: Data)] = []
        for name in names where StateFileForm.allCases.contains(where: { $0.owns(name) }) {
            do throws(LocalFile.Problem) {
                files.append((name, try LocalFile.read(url.appending(path: name).path(percentEncoded: false))))
            } catch {
                throw UsageError("\(name): \(error.text).")
            }
        }
        return try StateFolder(files)
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The kinds that are named, or all.
    static func kinds(_ names: [String]) throws(UsageError) -> [StateKind] {
        guard !names.isEmpty else { return StateKind.allCases }
        var kinds: [StateKind] = []
        for name in names {
            guard let kind = StateKind(rawValue: name) else {
                throw UsageError("--only takes \(StateKind.names), not \"\(name)\".")
            }
            kinds.append(kind)
        }
        return kinds
    }
}

/// The form of a file that describes a server.
enum StateFileForm: CaseIterable {
    case json, yaml

    func owns(_ name: String) -> Bool { endings.contains { name.hasSuffix($0) } }

    private var endings: [String] {
        switch self {
        case .json: [".json"]
        case .yaml: [".yaml", ".yml"]
        }
    }

    func name(of kind: StateKind) -> String { kind.rawValue + (endings.first ?? "") }

    func content(_ kind: StateKind, _ value: JSONValue) -> Data {
        switch self {
        case .json: StateFolder.file(kind, value)
        case .yaml: Data(YAMLText.document(StateFolder.document(kind, value)).utf8)
        }
    }
}

/// Kinds of a server as files would have them, and why some of them are not there.
struct StateReading {
    var values: [StateKind: JSONValue] = [:]
    /// The first of the errors for which kinds were left out.
    var missing: APIError?

    /// Reads kinds of a server, one after the other. An older version, or an account without the right, leaves kinds
    /// out; the others are there all the same.
    /// - Parameter take: Takes each kind as soon as it is there.
    static func read(
        _ kinds: [StateKind], _ client: APIClient, take: (StateKind, JSONValue) throws -> Void = { _, _ in }
    ) async throws -> StateReading {
        let gaps = GapLog()
        var reading = StateReading()
        for kind in kinds {
            do throws(APIError) {
                reading.values[kind] = try await StateExport(client.noting(gaps)).value(of: kind)
            } catch {
                guard [.notFound, .forbidden].contains(error.kind) else { throw error }
                Output.error("\(kind.title) left out: \(error.message)")
                reading.missing = reading.missing ?? error
            }
            if let value = reading.values[kind] { try take(kind, value) }
        }
        for gap in gaps.all { Output.error(gap.sentence) }
        return reading
    }
}

extension Connection {
    /// What this machine knows of the last time that files and the server agreed.
    func appliedState(_ environment: [String: String]) -> AppliedState {
        AppliedState(state: Self.locations(environment: environment).state.url, server: settings.server.value)
    }
}

extension AppliedState {
    /// Writes it down, where that is possible: it is only a help.
    func keep() {
        do throws(PrivateFileError) {
            try save()
        } catch {
            Output.error("What files and server agree on could not be noted. \(error)")
        }
    }
}
