import SisenseClient

/// What is probably a slip in a call: said before it is made, or instead of making it.
struct CallSlips {
    let options: CallOptions

    /// The reason why a short path is no operation, with what may have been meant.
    func unknown(_ method: HTTPMethod, _ path: String) -> UsageError {
        let message = "The catalogue has no operation \(method.rawValue) \(path)."
        let others = [HTTPMethod.get, .post, .put, .patch, .delete].filter { other in
            other != method && (try? Catalogue.sisense.resolve(other, path)) != nil
        }
        guard others.isEmpty else {
            return UsageError("\(message) It takes \(others.map(\.rawValue).joined(separator: ", ")).")
        }
        let paths = OperationPaths.byMethod.first { $0.method == method.rawValue }?.paths ?? []
        guard let near = NearestName.of(path, among: paths) else {
            return UsageError("\(message) \(CallError.unknownOperation(method: "", path: "").nextStep)")
        }
        return UsageError("\(message) Did you mean \(method.rawValue) \(near)?")
    }

    /// The gap that was not filled in, as in `/users/{id}`; nil where all are.
    func unfilled(_ values: [String: String]) -> UsageError? {
        guard let gap = values.values.first(where: { $0.hasPrefix("{") && $0.hasSuffix("}") }) else { return nil }
        return UsageError("Put a value in the place of \(gap) in \(options.path).")
    }

    /// A sentence for each name of a parameter or a member that the reference does not have: the server may take no
    /// notice of it.
    func unknownNames(in operation: SisenseClient.Operation) -> [String] {
        guard operation.isCatalogued else { return [] }
        let known = operation.parameters.filter { $0.location == .query }.map(\.name)
        let query = options.query.map(\.name).filter { !known.contains($0) }
            .map { sentence("query parameter", $0, operation, hint: NearestName.question($0, among: known)) }
        guard case .fields(let fields)? = options.body, let members = BodyMembers(of: operation) else { return query }
        return query
            + fields.compactMap { field in
                members.slip(field.name).map { sentence("member", field.name, operation, hint: $0) }
            }
    }

    private func sentence(
        _ noun: String, _ name: String, _ operation: SisenseClient.Operation, hint: String
    ) -> String {
        "The reference names no \(noun) \(name) of \(operation.id).\(hint)"
    }
}
