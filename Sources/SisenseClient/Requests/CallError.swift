/// Why a call cannot be turned into a request. Nothing was sent.
package enum CallError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownOperation(method: String, path: String)
    case missingParameter(String)
    case badPathValue(name: String, value: String)
    case missingBody(operation: String)

    package var description: String {
        switch self {
        case .unknownOperation(let method, let path):
            "The API has no operation \(method) \(path). `sisense-console operations` lists those it has."
        case .missingParameter(let name): "The parameter \"\(name)\" needs a value."
        case .badPathValue(let name, let value): "\"\(value)\" cannot stand in the path for \"\(name)\"."
        case .missingBody(let operation): "\(operation) needs a body."
        }
    }
}
