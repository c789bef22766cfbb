package import Foundation

/// What a request carries.
package enum RequestBody: Sendable, Equatable {
    case json(JSONValue)
    case form([QueryItem])
    case bytes(Data, contentType: String)

    package var contentType: String {
        switch self {
        case .json: "application/json"
        case .form: "application/x-www-form-urlencoded"
        case .bytes(_, let contentType): contentType
        }
    }

    package var data: Data {
        switch self {
        case .json(let value): JSONWriter.write(value)
        case .form(let items): Data(PercentEncoding.encode(items).utf8)
        case .bytes(let data, _): data
        }
    }
}
