/// Why a call cannot be turned into a request. Nothing was sent.
package enum CallError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownOperation(method: String, path: String)
    case missingParameter(String)
    case badPathValue(name: String, value: String)
    case badURL(String)
    case missingBody(operation: String)
    case badHeader(String)

    package var description: String {
        switch self {
        case .unknownOperation(let method, let path): "The API has no operation \(method) \(path)."
        case .missingParameter(let name): "The parameter \"\(name)\" needs a value."
        case .badPathValue(let name, let value): "\"\(value)\" cannot stand in the path for \"\(name)\"."
        case .badURL(let path): "No address can be made of \(path)."
        case .missingBody(let operation): "\(operation) needs a body."
        case .badHeader(let name): "The value for the header \(name) holds characters that cannot be sent."
        }
    }

    package var nextStep: String {
        switch self {
        case .unknownOperation: "`sisense-console operations` lists those it has."
        case .missingParameter, .missingBody: "`sisense-console operations --json` lists what an operation takes."
        case .badPathValue, .badURL: "Check the values in the path."
        case .badHeader("Authorization"): "Check the token: it is one line without spaces."
        case .badHeader: "Leave out line breaks and other control characters."
        }
    }
}
