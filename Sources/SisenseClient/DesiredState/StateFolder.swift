package import Foundation

/// What is wanted of a server, read from the files of a folder. Each file holds any of the kinds; together they must
/// name nothing twice.
package struct StateFolder: Sendable {
    /// Marks the format, and its version.
    static let format = "sisense-state 1"

    /// The members of a file beside the kinds.
    enum Member: String, CaseIterable {
        case format, server, ignore, prune
    }

    /// What the files name, by kind. A kind that no file has is not looked at.
    package private(set) var entries: [StateKind: [StateEntry]] = [:]
    /// The file of each thing, by its identity.
    private var files: [StateKind: [String: String]] = [:]
    /// Paths whose differences do not count, as `settings.system.firstday`.
    package private(set) var ignored: [String] = []
    /// The things that go when no file names them, by kind.
    private(set) var pruned: [StateKind: PruneScope] = [:]
    /// The kind of server that the files are for; nil where they do not say.
    package private(set) var serverKind: ServerKind?
    /// True where what is not named shall not be there: the whole of another server, and not what somebody wrote.
    package private(set) var isWhole = false
    /// The digest of all that was read, for plans that are made of it.
    package private(set) var digest = ""

    /// - Parameter files: Their names and contents. Those whose names end in `.yaml` or `.yml` are YAML.
    /// - Throws: `StateProblems` with every fault that the files have.
    package init(_ files: [(name: String, content: Data)]) throws(StateProblems) {
        var problems: [StateProblem] = []
        var hash = SHA256()
        for file in files.sorted(by: { $0.name < $1.name }) {
            hash.update(Array(file.name.utf8) + [0] + file.content)
            do throws(StateProblem) {
                try add(Self.document(file.content, in: file.name), from: file.name, &problems)
            } catch {
                problems.append(error)
            }
        }
        digest = hash.finish().hexadecimal
        if entries.isEmpty, pruned.isEmpty, problems.isEmpty {
            problems.append(StateProblem("", "No file here describes anything of a server"))
        }
        for (kind, scope) in pruned where entries[kind]?.isEmpty != false {
            problems.append(
                StateProblem(
                    "\(scope.file), prune.\(kind.rawValue)",
                    "no file names any of the \(kind.rawValue), so all that match would go: name at least one"))
        }
        guard problems.isEmpty else { throw StateProblems(problems) }
    }

    /// All that another server or a snapshot has, under a name for it.
    package init(
        whole values: [StateKind: JSONValue], from name: String
    ) throws(StateProblems) {
        isWhole = true
        do throws(StateProblem) {
            for kind in StateKind.allCases {
                guard let value = values[kind] else { continue }
                entries[kind] = try Self.entries(kind, value, name)
            }
        } catch {
            throw StateProblems([error])
        }
    }

    /// The same, with more paths whose differences do not count.
    package func ignoring(_ paths: [String]) -> StateFolder {
        var folder = self
        folder.ignored += paths
        return folder
    }

    private static func document(_ content: Data, in file: String) throws(StateProblem) -> JSONObject {
        let value: JSONValue
        if file.hasSuffix(".yaml") || file.hasSuffix(".yml") {
            do throws(YAMLError) {
                value = try YAMLReader.read(content)
            } catch {
                throw StateProblem("\(file), line \(error.line), column \(error.column)", error.message)
            }
        } else {
            do throws(JSONError) {
                value = try JSONReader.read(content, strictness: .strict)
            } catch {
                let before = content.prefix(error.offset).split(
                    separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                let column = (before.last.map { String(decoding: $0, as: UTF8.self).count } ?? 0) + 1
                throw StateProblem(
                    "\(file), line \(max(1, before.count)), column \(column)", "not valid JSON: \(error.message)")
            }
        }
        guard let object = value.object else { throw StateProblem(file, "an object is expected, not \(value.kind)") }
        return object
    }

    private mutating func add(
        _ document: JSONObject, from file: String, _ problems: inout [StateProblem]
    ) throws(StateProblem) {
        guard document["format"]?.string == Self.format else {
            throw StateProblem(file, "does not begin with \"format\": \"\(Self.format)\"")
        }
        for item in document.members {
            switch (Member(rawValue: item.key), StateKind(rawValue: item.key)) {
            case (.format, _): break
            case (.server, _): serverKind = try Self.serverKind(item.value, file)
            case (.ignore, _):
                guard let paths = item.value.array?.compactMap(\.string) else {
                    throw StateProblem("\(file), ignore", "a list of paths is expected")
                }
                ignored += paths
            case (.prune, _): try addScopes(item.value, from: file)
            case (nil, let kind?):
                if entries[kind] == nil { entries[kind] = [] }
                for entry in try Self.entries(kind, item.value, file) { add(entry, kind, &problems) }
            case (nil, nil):
                let known = StateKind.names + ", server, ignore, prune"
                let names = StateKind.allCases.map(\.rawValue) + Member.allCases.map(\.rawValue)
                let hint = NearestName.addition(item.key, among: names)
                problems.append(StateProblem("\(file), \(item.key)", "is none of \(known)\(hint)"))
            }
        }
    }

    private static func serverKind(_ value: JSONValue, _ file: String) throws(StateProblem) -> ServerKind? {
        guard let object = value.object, object.keys.allSatisfy({ $0 == "kind" }) else {
            throw StateProblem("\(file), server", "an object with \"kind\" is expected")
        }
        guard let kind = object["kind"]?.string else { return nil }
        guard let known = ServerKind(rawValue: kind) else {
            let names = ServerKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw StateProblem("\(file), server.kind", "is none of \(names)")
        }
        return known
    }

    private mutating func addScopes(_ value: JSONValue, from file: String) throws(StateProblem) {
        guard let object = value.object else {
            throw StateProblem("\(file), prune", "an object is expected, with a member for each kind")
        }
        for item in object.members {
            let location = "\(file), prune.\(item.key)"
            guard let kind = StateKind(rawValue: item.key), !kind.prunedBy.isEmpty else {
                let known = StateKind.allCases.filter { !$0.prunedBy.isEmpty }.map(\.rawValue)
                throw StateProblem(location, "only \(known.joined(separator: " and ")) can be pruned")
            }
            if let other = pruned[kind] { throw StateProblem(location, "is in \(other.file) too") }
            pruned[kind] = try PruneScope(kind, item.value, location, file)
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

    /// The text of a file that describes a kind, as JSON.
    package static func file(_ kind: StateKind, _ value: JSONValue) -> Data {
        var data = JSONWriter.write(document(kind, value), layout: .indented)
        data.append(UInt8(ascii: "\n"))
        return data
    }

    /// The document of a file that describes a kind.
    package static func document(_ kind: StateKind, _ value: JSONValue) -> JSONValue {
        .object(JSONObject([("format", .string(format)), (kind.rawValue, value)]))
    }
}

extension StateFolder {
    /// A value that the files set, under the name by which differences and `ignore` know it.
    package struct Leaf: Sendable, Equatable {
        package let name: String
        package let value: JSONValue
        /// The name of the thing that it is a part of.
        let thing: String

        package init(name: String, value: JSONValue, thing: String? = nil) {
            (self.name, self.value, self.thing) = (name, value, thing ?? name)
        }
    }

    /// The users that files describe, by what they are known by now or were before.
    var namedUsers: Set<String> {
        Set((entries[.users] ?? []).flatMap { [$0.key] + [$0.formerKey].compactMap(\.self) }.map { $0.lowercased() })
    }

    /// All values that the files set, as deep as they are compared.
    package var leaves: [Leaf] {
        var leaves: [Leaf] = []
        for kind in StateKind.allCases {
            for entry in entries[kind] ?? [] { leaves += Self.leaves(of: entry, kind) }
        }
        return leaves
    }

    private static func leaves(of entry: StateEntry, _ kind: StateKind) -> [Leaf] {
        if kind == .origins {
            return (entry.value.array ?? []).compactMap(\.string).map { origin in
                Leaf(name: StateDifference.name(kind, origin, []), value: true)
            }
        }
        let inner = StateSecret.leaves(of: entry.value)
        let thing = StateDifference.name(kind, entry.key, [])
        guard !inner.isEmpty else { return [Leaf(name: thing, value: entry.value)] }
        return inner.map { leaf in
            Leaf(name: StateDifference.name(kind, entry.key, leaf.path), value: leaf.value, thing: thing)
        }
    }
}
