import SisenseClient

/// A request in GraphQL, as far as clients write it: one operation, its arguments and variables, selections, fragments.
struct GraphQL {
    struct Field {
        let name: String
        /// The member of the answer: the alias when there is one.
        let key: String
        let arguments: JSONObject
        let selection: [Field]
    }

    let isMutation: Bool
    let fields: [Field]

    /// - Throws: `Failure` for a text that is none, and for fragments and variables it does not define.
    init(_ text: String, variables: JSONObject, operationName: String?) throws(Failure) {
        var reader = GraphQLReader(text)
        let document = try reader.document()
        let named = document.operations.first { operationName == nil || $0.name == operationName }
        guard let operation = named ?? document.operations.first else { throw Failure("There is no operation") }
        isMutation = operation.isMutation
        let resolver = Resolver(fragments: document.fragments, variables: variables)
        fields = try resolver.fields(of: operation.selection, depth: 0)
    }

    struct Failure: Error {
        let message: String
        init(_ message: String) { self.message = message }
    }

    /// The members of `value` that `selection` names; what it lacks is null.
    static func select(_ selection: [Field], of value: JSONValue) -> JSONValue {
        switch value {
        case .array(let items): return .array(items.map { select(selection, of: $0) })
        case .object(let object):
            guard !selection.isEmpty else { return value }
            var selected = JSONObject()
            for field in selection {
                selected[field.key] = select(field.selection, of: object[field.name] ?? .null)
            }
            return .object(selected)
        default: return value
        }
    }
}

/// Puts fragments and variables in their places.
private struct Resolver {
    let fragments: [String: [GraphQLReader.Selection]]
    let variables: JSONObject

    /// Fragments that name each other go no deeper.
    private static let depthLimit = 32

    func fields(
        of selections: [GraphQLReader.Selection], depth: Int
    ) throws(GraphQL.Failure) -> [GraphQL.Field] {
        guard depth < Self.depthLimit else { throw GraphQL.Failure("The selection is too deep") }
        var fields: [GraphQL.Field] = []
        for selection in selections {
            switch selection {
            case .field(let name, let alias, let arguments, let inner):
                var given = JSONObject()
                for (key, argument) in arguments { given[key] = value(of: argument) }
                fields.append(
                    GraphQL.Field(
                        name: name, key: alias ?? name, arguments: given,
                        selection: try self.fields(of: inner, depth: depth + 1)))
            case .fragment(let name):
                guard let inner = fragments[name] else { throw GraphQL.Failure("Unknown fragment \"\(name)\"") }
                fields += try self.fields(of: inner, depth: depth + 1)
            case .inline(let inner): fields += try self.fields(of: inner, depth: depth + 1)
            }
        }
        return fields
    }

    private func value(of argument: GraphQLReader.Argument) -> JSONValue {
        switch argument {
        case .variable(let name): variables[name] ?? .null
        case .constant(let value): value
        }
    }
}
