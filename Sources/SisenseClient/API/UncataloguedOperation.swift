import Foundation

extension Operation {
    /// An operation of which only method and path are known, so that a call of it is planned, guarded, recorded and
    /// shown like any other. A read by GET or HEAD is taken for one; anything else, and a read that looks like one of
    /// those that change something, counts as a change of the highest class.
    ///
    /// - Parameter path: From the root of the server, without a query; characters that cannot stand in a URL are
    ///   percent-encoded, and escapes that are there already stay.
    /// - Throws: `CallError` when the path has gaps, dot segments, or does not begin with a slash.
    package convenience init(uncatalogued method: HTTPMethod, path: String) throws(CallError) {
        guard path.hasPrefix("/"), path.count > 1 else { throw .badURL(path) }
        if let gap = path.firstMatch(of: /\{[^}\/]*\}?|\}/) { throw .unfilledPath(path, gap: String(gap.output)) }
        for segment in path.split(separator: "/") {
            // Servers and proxies resolve them, and what they reach is not what was judged (RFC 3986 section 5.2.4).
            let name = segment.removingPercentEncoding ?? String(segment)
            if name == "." || name == ".." { throw .badPathValue(name: "path", value: String(segment)) }
        }
        let encoded = Self.encoded(path)
        let isRead = [.get, .head].contains(method) && !Catalogue.sisense.resemblesChange(encoded)
        self.init(
            method, PathTemplate(literal: encoded), version: Self.version(of: encoded),
            summary: "\(method.rawValue) \(encoded), which is not in the catalogue",
            danger: isRead ? .read : .critical, change: isRead ? .none : .act,
            touches: isRead ? [] : .all, notes: "Nothing is known of its parameters, its effects and its answers.",
            isCatalogued: false)
    }

    private static func version(of path: String) -> APIVersion {
        [.v1, .v2].first { path.hasPrefix($0.base + "/") } ?? .v0
    }

    /// The path with an escape for each byte that may not stand in one (RFC 3986 section 3.3).
    private static func encoded(_ path: String) -> String {
        let bytes = Array(path.utf8)
        return bytes.indices.reduce(into: "") { text, index in
            let byte = bytes[index]
            let isEscape =
                byte == UInt8(ascii: "%") && index + 2 < bytes.count
                && bytes[(index + 1)...(index + 2)].allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
            let isPlain = byte < 0x80 && allowed.contains(UnicodeScalar(byte))
            text += isEscape || isPlain ? String(UnicodeScalar(byte)) : "%" + String(format: "%02X", byte)
        }
    }

    private static let allowed = CharacterSet.urlPathAllowed.union(CharacterSet(charactersIn: ";"))
}

extension Catalogue {
    /// The operation for a method and the whole path of a request, in the catalogue or not, with the values of the
    /// gaps. A path that does not begin with `/api/` is first looked for below the bases, as people type it.
    /// - Parameter isWhole: True when the path counts from the root of the server in any case.
    /// - Throws: `CallError.unknownOperation` for a short path that is in no version of the API.
    package func anyOperation(
        _ method: HTTPMethod, _ path: String, isWhole: Bool = false
    ) throws(CallError) -> (operation: Operation, values: [String: String]) {
        let path = path.hasPrefix("/") ? path : "/" + path
        do throws(CallError) {
            return try resolve(method, path)
        } catch {
            // The head of what a GET of the catalogue reads is no operation of its own there.
            if method == .head, let found = try? resolve(.get, path) {
                let whole = try found.operation.template.filled(with: found.values)
                return (try Operation(uncatalogued: method, path: whole), [:])
            }
            guard isWhole || path.hasPrefix("/api/") else { throw error }
            return (try Operation(uncatalogued: method, path: path), [:])
        }
    }

    /// The operation that a kept text names, as `GET /api/v1/users/{id}`: one of the catalogue, or one whose method and
    /// path say all that is known of it.
    package func anyOperation(named id: Operation.ID) -> Operation? {
        if let operation = self[id] { return operation }
        let words = id.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, let method = HTTPMethod(rawValue: words[0]) else { return nil }
        return try? Operation(uncatalogued: method, path: words[1])
    }

    /// True when a path is that of a GET that changes something but for its letters' case, its version or an empty
    /// segment: many servers take these for the same.
    fileprivate func resemblesChange(_ path: String) -> Bool {
        let typed = Self.essence(of: path)
        return operations.contains { operation in
            operation.method == .get && operation.writes
                && PathTemplate(Self.essence(of: operation.template.description)).match(
                    typed.split(separator: "/").map(String.init)) != nil
        }
    }

    /// The rest of a path without the base of its version, in lower case.
    private static func essence(of path: String) -> String {
        var segments = path.split(separator: "/").map { ($0.removingPercentEncoding ?? String($0)).lowercased() }
        if segments.first == "api" { segments.removeFirst() }
        if let first = segments.first, first.wholeMatch(of: /v[0-9.]+/) != nil { segments.removeFirst() }
        return segments.map { "/" + $0 }.joined()
    }
}

/// A path with its query, as people type or copy it.
package struct TypedPath: Sendable {
    package let path: String
    /// The items of the query, decoded.
    package let query: [QueryItem]

    package init(_ text: String) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        path = parts.first ?? ""
        let items = (parts.count > 1 ? parts[1] : "").split(separator: "&")
        query = items.map { item in
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { part in
                    let text = part.replacing("+", with: " ")
                    return text.removingPercentEncoding ?? String(text)
                }
            return QueryItem(pair.first ?? "", pair.count > 1 ? pair[1] : "")
        }
    }

    /// The operation for it and the values of its gaps, in the catalogue or not. - Throws: `CallError`.
    package func operation(
        _ method: HTTPMethod, isWhole: Bool = false
    ) throws(CallError) -> (operation: Operation, values: [String: String]) {
        try Catalogue.sisense.anyOperation(method, path, isWhole: isWhole)
    }
}
