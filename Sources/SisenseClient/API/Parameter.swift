/// One input of an operation. The `Authorization` header is implied and not listed.
package struct Parameter: Sendable, Equatable {
    /// The location of the input in a request.
    package enum Location: String, Sendable {
        case path
        case query
        case header
        /// The whole JSON body.
        case body
        /// One field of a form-encoded body.
        case form
    }

    /// The kind of value that the input holds.
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
    package let location: Location
    package let kind: Kind
    package let isRequired: Bool
    package let meaning: String
    /// The only values taken; empty when any will do.
    package let choices: [String]

    /// A gap in the path, which is always needed. Empty `choices` take any text.
    package static func path(_ name: String, _ meaning: String, choices: [String] = []) -> Parameter {
        Parameter(name: name, location: .path, kind: .string, isRequired: true, meaning: meaning, choices: choices)
    }

    package static func query(
        _ name: String, _ meaning: String, _ kind: Kind = .string, required: Bool = false, choices: [String] = []
    ) -> Parameter {
        Parameter(
            name: name, location: .query, kind: kind, isRequired: required, meaning: meaning, choices: choices)
    }

    package static func header(_ name: String, _ meaning: String, required: Bool = false) -> Parameter {
        Parameter(name: name, location: .header, kind: .string, isRequired: required, meaning: meaning, choices: [])
    }

    /// The JSON body as a whole; `meaning` describes its members.
    package static func body(_ meaning: String, _ kind: Kind = .object, required: Bool = true) -> Parameter {
        Parameter(name: "body", location: .body, kind: kind, isRequired: required, meaning: meaning, choices: [])
    }

    package static func form(_ name: String, _ meaning: String, required: Bool = true) -> Parameter {
        Parameter(name: name, location: .form, kind: .string, isRequired: required, meaning: meaning, choices: [])
    }
}

/// Inputs that many operations share.
extension Parameter {
    package static let ids = Parameter.query("ids", "Only the records with these ids, comma separated", .array)
    package static let adminAccess = Parameter.query(
        "adminAccess", "Act with an administrator's rights on what others own", .boolean)
    package static let device = Parameter.header("x-device-id", "The calling device; its tokens are tracked apart")
}

/// The query fields that GET operations share (seeds/001, Special Fields).
package struct SpecialFields: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// `fields`: members to keep, or with `-` to drop.
    package static let fields = SpecialFields(rawValue: 1 << 0)
    /// `sort`: the member to order by, descending with `-`.
    package static let sort = SpecialFields(rawValue: 1 << 1)
    /// `skip` and `limit`: the page.
    package static let paging = SpecialFields(rawValue: 1 << 2)
    /// `expand`: ids to replace with objects.
    package static let expand = SpecialFields(rawValue: 1 << 3)

    /// The special fields that reading one record takes.
    package static let one: SpecialFields = [.fields, .expand]
    /// The special fields that reading a list takes.
    package static let list: SpecialFields = [.fields, .sort, .paging, .expand]

    /// The parameters these stand for.
    package var parameters: [Parameter] {
        var parameters: [Parameter] = []
        if contains(.fields) {
            parameters.append(.query("fields", "Members to return, comma separated; -name excludes one"))
        }
        if contains(.sort) { parameters.append(.query("sort", "Member to sort by; -name for descending")) }
        if contains(.paging) {
            parameters.append(.query("skip", "Records to skip", .integer))
            parameters.append(.query("limit", "Records to return at most", .integer))
        }
        if contains(.expand) {
            parameters.append(.query("expand", "Members whose ids become objects, as in groups(fields:name)"))
        }
        return parameters
    }
}

/// One documented answer of an operation.
package struct Answer: Sendable, Equatable {
    /// The HTTP status.
    package let status: Int
    package let meaning: String
    /// The server's own codes that may come with this status.
    package let codes: [Int]

    package init(_ status: Int, _ meaning: String, codes: [Int] = []) {
        self.status = status
        self.meaning = meaning
        self.codes = codes
    }
}
