import Foundation

/// The API as one table. Request builder, explorer, command line, completion, write policy and the local
/// server's routes all read it; nothing else knows a path.
package struct Catalogue: Sendable {
    package let groups: [OperationGroup]
    private let byID: [Operation.ID: Operation]
    private let routes: RouteTree

    package init(_ groups: [OperationGroup]) {
        self.groups = groups
        let operations = groups.flatMap(\.operations)
        byID = Dictionary(operations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        routes = operations.reduce(into: RouteTree()) { tree, operation in
            tree.insert(operation, at: operation.template.parts[...])
        }
    }

    /// Every operation the product knows.
    package static let sisense = Catalogue([
        .account, .alerts, .analytics, .application, .audit, .authentication, .builds, .cluster, .connections,
        .cubeAccess, .customActions, .customData, .dashboardAdministration, .dashboards, .database, .datamodels,
        .datamodelSchema, .datamodelTransfer, .datasets, .datasources, .elasticubes, .encryption, .engine, .features,
        .folders, .geo, .groups, .ldapDomains, .liveConnectors, .liveModels, .logs, .metadata, .narration, .notebooks,
        .oauth, .perspectives, .plugins, .projects, .reporting, .reportManager, .roles, .settings, .suggestions,
        .tenants, .translations, .users, .widgets,
    ])

    package var operations: [Operation] { groups.flatMap(\.operations) }

    /// The group an operation belongs to.
    package func group(of operation: Operation) -> OperationGroup? {
        groups.first { $0.operations.contains(operation) }
    }

    /// The operation that a kept or typed text names, as `GET /api/v1/users/{id}`.
    package subscript(_ id: Operation.ID) -> Operation? { byID[id] }

    /// The operation that a request reaches, with the values of the gaps in its path.
    ///
    /// `segments` are those of the whole path, percent-decoded one by one, so that a value may hold a slash. Where a
    /// fixed segment and a gap both fit, the fixed one wins (`/users/bulk` before `/users/{id}`).
    package func route(
        _ method: HTTPMethod, segments: [String]
    ) -> (operation: Operation, values: [String: String])? {
        guard let found = routes.find(method, segments[...]) else { return nil }
        return (found.operation, found.gaps == 0 ? [:] : found.operation.template.match(segments) ?? [:])
    }

    /// The methods that the path of `segments` answers to, for a 405 or an OPTIONS.
    package func methods(segments: [String]) -> [HTTPMethod] {
        HTTPMethod.allCases.filter { route($0, segments: segments) != nil }
    }

    /// The operation for what a person types: `/users/123` is taken below the newest base that has it,
    /// `/api/v1/users/123` as it stands.
    /// - Throws: `CallError.unknownOperation`.
    package func resolve(
        _ method: HTTPMethod, _ path: String
    ) throws(CallError) -> (operation: Operation, values: [String: String]) {
        let path = path.hasPrefix("/") ? path : "/" + path
        for base in ["", APIVersion.v1.base, APIVersion.v2.base, APIVersion.v0.base] {
            let segments = (base + path).split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
            if let found = route(method, segments: segments) { return found }
        }
        throw .unknownOperation(method: method.rawValue, path: path)
    }
}

/// The operations by their paths, with a branch for each segment: finding one takes as long as its path is, however
/// many there are.
private struct RouteTree: Sendable {
    private var literals: [String: RouteTree] = [:]
    /// The branch of any other segment; none or one.
    private var gap: [RouteTree] = []
    private var operations: [HTTPMethod: Operation] = [:]

    mutating func insert(_ operation: Operation, at parts: ArraySlice<PathTemplate.Part>) {
        switch parts.first {
        case nil: operations[operation.method] = operations[operation.method] ?? operation
        case .literal(let text)?: literals[text, default: RouteTree()].insert(operation, at: parts.dropFirst())
        case .parameter?:
            if gap.isEmpty { gap = [RouteTree()] }
            gap[0].insert(operation, at: parts.dropFirst())
        }
    }

    /// The operation of `segments` with the fewest gaps, and their number.
    func find(_ method: HTTPMethod, _ segments: ArraySlice<String>) -> (operation: Operation, gaps: Int)? {
        guard let segment = segments.first else { return operations[method].map { ($0, 0) } }
        let rest = segments.dropFirst()
        let fixed = literals[segment]?.find(method, rest)
        if let fixed, fixed.gaps == 0 { return fixed }
        guard let open = gap.first?.find(method, rest) else { return fixed }
        if let fixed, fixed.gaps <= open.gaps + 1 { return fixed }
        return (open.operation, open.gaps + 1)
    }
}

/// The operations of one resource, as the reference groups them.
package struct OperationGroup: Sendable {
    package let name: String
    package let operations: [Operation]

    package init(_ name: String, _ operations: [Operation]) {
        self.name = name
        self.operations = operations
    }
}

extension Operation {
    /// Everything the catalogue knows of the operation, for listings and for programs.
    package func json(group: String) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("method", .string(method.rawValue)), ("path", .string(template.description)),
            ("api", .string(version.rawValue)), ("group", .string(group)), ("summary", .string(summary)),
            ("writes", .bool(writes)), ("danger", .string(danger.letter)), ("change", .string(change.rawValue)),
            ("parameters", .array(parameters.map(\.json))),
            ("answers", .array(answers.map(\.json))),
        ]
        if !expandable.isEmpty { members.append(("expandable", .array(expandable.map(JSONValue.string)))) }
        if !notes.isEmpty { members.append(("notes", .string(notes))) }
        return .object(JSONObject(members))
    }
}

extension Parameter {
    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("name", .string(name)), ("in", .string(location.rawValue)), ("type", .string(kind.rawValue)),
            ("required", .bool(isRequired)), ("meaning", .string(meaning)),
        ]
        if !choices.isEmpty { members.append(("choices", .array(choices.map(JSONValue.string)))) }
        return .object(JSONObject(members))
    }
}

extension Answer {
    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("status", .number(JSONNumber(status))), ("meaning", .string(meaning)),
        ]
        if !codes.isEmpty {
            let texts = codes.map { code in
                JSONValue.string("\(code) \(ServerCode.meaning(code) ?? "")")
            }
            members.append(("codes", .array(texts)))
        }
        return .object(JSONObject(members))
    }
}
