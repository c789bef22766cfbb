package import Foundation

/// What is wanted of a server, read from the files of a folder. Each file holds any of the kinds; together they must
/// name nothing twice.
package struct StateFolder: Sendable {
    /// Marks the format, and its version.
    static let format = "sisense-state 1"

    /// What the files name, by kind. A kind that no file has is not looked at.
    package private(set) var entries: [StateKind: [StateEntry]] = [:]
    /// The file of each thing, by its identity.
    private var files: [StateKind: [String: String]] = [:]
    /// Paths whose differences do not count, as `settings.system.firstday`.
    package private(set) var ignored: [String] = []

    /// - Parameter files: Their names and contents.
    /// - Throws: `StateProblems` with every fault that the files have.
    package init(_ files: [(name: String, content: Data)]) throws(StateProblems) {
        var problems: [StateProblem] = []
        for file in files.sorted(by: { $0.name < $1.name }) {
            do throws(StateProblem) {
                try add(Self.document(file.content, in: file.name), from: file.name, &problems)
            } catch {
                problems.append(error)
            }
        }
        if entries.isEmpty, problems.isEmpty {
            problems.append(StateProblem("", "No file here describes anything of a server"))
        }
        guard problems.isEmpty else { throw StateProblems(problems) }
    }

    private static func document(_ content: Data, in file: String) throws(StateProblem) -> JSONObject {
        do throws(JSONError) {
            guard let object = try JSONReader.read(content, strictness: .strict).object else {
                throw JSONError(reason: .unexpected(content.first ?? 0), offset: 0)
            }
            return object
        } catch {
            let line = content.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
            throw StateProblem("\(file), line \(line)", "not valid JSON: \(error.message)")
        }
    }

    private mutating func add(
        _ document: JSONObject, from file: String, _ problems: inout [StateProblem]
    ) throws(StateProblem) {
        guard document["format"]?.string == Self.format else {
            throw StateProblem(file, "does not begin with \"format\": \"\(Self.format)\"")
        }
        for member in document.members where member.key != "format" {
            if member.key == "ignore" {
                guard let paths = member.value.array?.compactMap(\.string) else {
                    throw StateProblem("\(file), ignore", "a list of paths is expected")
                }
                ignored += paths
                continue
            }
            guard let kind = StateKind(rawValue: member.key) else {
                let known = StateKind.allCases.map(\.rawValue).joined(separator: ", ")
                problems.append(StateProblem("\(file), \(member.key)", "is none of \(known), ignore"))
                continue
            }
            for entry in try Self.entries(kind, member.value, file) { add(entry, kind, &problems) }
        }
    }

    private static func entries(
        _ kind: StateKind, _ value: JSONValue, _ file: String
    ) throws(StateProblem) -> [StateEntry] {
        if kind == .origins {
            guard let items = value.array, case let origins = items.compactMap(\.string), origins.count == items.count
            else { throw StateProblem("\(file), origins", "a list of origins is expected") }
            // One entry is the whole list: what is not on it shall not be there.
            return [StateEntry(key: "allowed", value: value, file: file)]
        }
        guard let object = value.object else {
            throw StateProblem("\(file), \(kind.rawValue)", "an object is expected, with a member for each")
        }
        return object.members.map { StateEntry(key: $0.key, value: $0.value, file: file) }
    }

    private mutating func add(_ entry: StateEntry, _ kind: StateKind, _ problems: inout [StateProblem]) {
        let identity = kind.identity(entry.key)
        if let other = files[kind]?[identity] {
            problems.append(StateProblem(kind, entry, "is in \(other) too"))
        } else {
            files[kind, default: [:]][identity] = entry.file
        }
        entries[kind, default: []].append(entry)
    }

    /// The text of a file that describes a kind.
    package static func file(_ kind: StateKind, _ value: JSONValue) -> Data {
        var data = JSONWriter.write(
            .object(JSONObject([("format", .string(format)), (kind.rawValue, value)])), layout: .indented)
        data.append(UInt8(ascii: "\n"))
        return data
    }
}
