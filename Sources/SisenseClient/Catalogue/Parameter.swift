/// One input of an operation. The `Authorization` header is implied and not listed.
package struct Parameter: Sendable, Equatable {
    /// Where in a request the input goes.
    package enum Place: String, Sendable {
        case path
        case query
        case header
        /// The whole JSON body.
        case body
        /// One field of a form-encoded body.
        case form
    }

    /// What the input holds.
    package enum Kind: String, Sendable {
        case string
        case integer
        case number
        case boolean
        /// In a query: comma separated, no spaces.
        case array
        case object
        case file
    }

    package let name: String
    package let place: Place
    package let kind: Kind
    package let isRequired: Bool
    package let meaning: String
    /// The only values taken; empty when any will do.
    package let choices: [String]

    /// A gap in the path, which is always needed. Empty `choices` take any text.
    package static func path(_ name: String, _ meaning: String, choices: [String] = []) -> Parameter {
        Parameter(name: name, place: .path, kind: .string, isRequired: true, meaning: meaning, choices: choices)
    }

    package static func query(
        _ name: String, _ meaning: String, _ kind: Kind = .string, required: Bool = false, choices: [String] = []
    ) -> Parameter {
        Parameter(
            name: name, place: .query, kind: kind, isRequired: required, meaning: meaning, choices: choices)
    }

    package static func header(_ name: String, _ meaning: String, required: Bool = false) -> Parameter {
        Parameter(name: name, place: .header, kind: .string, isRequired: required, meaning: meaning, choices: [])
    }

    /// The JSON body as a whole; `meaning` tells of its members.
    package static func body(_ meaning: String, _ kind: Kind = .object, required: Bool = true) -> Parameter {
        Parameter(name: "body", place: .body, kind: kind, isRequired: required, meaning: meaning, choices: [])
    }

    package static func form(_ name: String, _ meaning: String, required: Bool = true) -> Parameter {
        Parameter(name: name, place: .form, kind: .string, isRequired: required, meaning: meaning, choices: [])
    }
}

/// Inputs that many operations share.
extension Parameter {
    package static let ids = Parameter.query("ids", "Only the records with these ids, comma separated", .array)
    package static let adminAccess = Parameter.query(
        "adminAccess", "Act with an administrator's rights on what others own", .boolean)
    package static let device = Parameter.header("x-device-id", "The calling device; its tokens are tracked apart")
}
