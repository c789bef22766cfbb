package import Foundation

/// What this machine knows of the last time that files and a server agreed: digests, by which a difference tells which
/// side has changed, and whether a secret is the one that was written. It is only a help: the server is the state, and
/// whoever loses this loses nothing else.
package struct AppliedState: Sendable {
    /// The digest of each value, by its name in the files.
    private var values: [String: String] = [:]
    private var secrets: [String: AppliedSecret] = [:]
    /// The key of the digests, which only this machine has: a short secret cannot be found out by trying.
    private var key: [UInt8]
    private let file: URL?

    private struct AppliedSecret {
        var version: Int
        var digest: String
    }

    private static let format = "sisense-console applied 1"
    /// A large company with all its users.
    private static let sizeLimit = 64 << 20

    /// Knows nothing, and remembers nothing.
    init() { (key, file) = ([], nil) }

    /// What is known of a server; nothing where there is no file, or one that is not ours.
    /// - Parameter state: The folder of the things that the program remembers.
    package init(state: URL, server: ServerAddress) {
        let file = state.appending(path: "applied/\(FileName.of(server.description)).json")
        self.file = file
        key = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        guard let data = try? PrivateFile.read(file, followsLinks: false, limit: Self.sizeLimit),
            let json = try? JSONReader.read(data), json["format"]?.string == Self.format,
            let known = json["key"]?.string.flatMap(Self.bytes)
        else { return }
        key = known
        for item in json["values"]?.object?.members ?? [] { values[item.key] = item.value.string }
        for item in json["secrets"]?.object?.members ?? [] {
            guard let version = item.value["version"]?.integer, let digest = item.value["digest"]?.string else {
                continue
            }
            secrets[item.key] = AppliedSecret(version: version, digest: digest)
        }
    }

    /// Writes it down for the next time.
    package func save() throws(PrivateFileError) {
        guard let file else { return }
        func sorted(_ members: [(String, JSONValue)]) -> JSONValue {
            .object(JSONObject(distinct: members.sorted { $0.0 < $1.0 }.map { .init(key: $0.0, value: $0.1) }))
        }
        let document: JSONValue = [
            "format": .string(Self.format), "key": .string(key.hexadecimal),
            "values": sorted(values.map { ($0.key, .string($0.value)) }),
            "secrets": sorted(
                secrets.map { item in
                    (
                        item.key,
                        [
                            "version": .number(JSONNumber(item.value.version)), "digest": .string(item.value.digest),
                        ]
                    )
                }),
        ]
        try PrivateFile.write(JSONWriter.write(document, layout: .indented), to: file, followsLinks: false)
    }

    // MARK: Values

    /// Notes what files and server agree on.
    package mutating func note(_ leaves: [StateFolder.Leaf]) {
        let code = HMAC(key: key)
        for leaf in leaves where StateSecret(leaf.value) == nil {
            values[leaf.name] = Self.digest(leaf.name, leaf.value, code)
        }
    }

    /// Notes the values of files that a server agrees on.
    package mutating func note(_ folder: StateFolder, otherThan differences: [StateDifference]) {
        let names = Set(differences.map(\.name))
        let ignored = folder.ignored
        note(
            folder.leaves.filter { leaf in
                !names.contains(leaf.name) && !names.contains(leaf.thing)
                    && !ignored.contains { StateDifference.isName(leaf.name, atOrBelow: $0) }
            })
    }

    /// The side that has changed since both agreed last; nil where that is not known.
    /// - Parameter wanted: What the files have at the name of the difference and below it.
    func changedSide(of difference: StateDifference, _ wanted: [StateFolder.Leaf]) -> StateDifference.Side? {
        guard !values.isEmpty else { return nil }
        if wanted.isEmpty {
            // It is in no file. Either somebody took it out, or it was never in one and is new on the server.
            return values[difference.name] == nil ? .server : .file
        }
        let code = HMAC(key: key)
        let known = wanted.map { values[$0.name] }
        if known.allSatisfy({ $0 == nil }) { return .file }
        let isSame = zip(wanted, known).allSatisfy { leaf, digest in Self.digest(leaf.name, leaf.value, code) == digest
        }
        return isSame ? .server : .file
    }

    private static func digest(_ name: String, _ value: JSONValue, _ code: HMAC) -> String {
        String(code.code(Array(name.utf8) + [0] + JSONWriter.bytes(value)).prefix(8).hexadecimal)
    }

    // MARK: Secrets

    /// What is known of a secret on the server.
    enum SecretKnowledge: Equatable {
        case asApplied
        case otherVersion(Int)
        /// The server reports another one than was written.
        case changedOnServer
        case unknown
    }

    /// - Parameter now: What the server reports in its place; nil or a mask where it keeps it to itself.
    func knowledge(of secret: StateSecret, named name: String, now: JSONValue?) -> SecretKnowledge {
        guard let known = secrets[name] else { return .unknown }
        guard known.version == secret.version else { return .otherVersion(known.version) }
        guard let text = now?.string, !text.isEmpty, !SettingsService.isMask(.string(text)) else { return .asApplied }
        return digest(ofSecret: text, name) == known.digest ? .asApplied : .changedOnServer
    }

    /// Notes a secret that was written.
    package mutating func note(secret value: String, version: Int, named name: String) {
        secrets[name] = AppliedSecret(version: version, digest: digest(ofSecret: value, name))
    }

    private func digest(ofSecret value: String, _ name: String) -> String {
        HMAC(key: key).code(Array("secret\0\(name)\0\(value)".utf8)).hexadecimal
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8]? {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        guard digits.count == 64, hexadecimal.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
