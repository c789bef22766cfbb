import Foundation
import SisenseClient

/// The form of a JSON value that an operation takes.
///
/// What breaks it is refused before a handler sees it, so nothing of another type is ever kept. Members that a form
/// does not name are let through: servers know more of them than any description does (seeds/000).
indirect enum Form: Sendable {
    case anything
    case flag
    case text
    /// A text with something to be seen in it.
    case name
    case choice([String])
    /// An email address, or nothing: an empty text is one that is not set.
    case email
    /// An address in the web, `https://…`, or nothing.
    case url
    case whole(ClosedRange<Int>)
    case number
    /// A number from 0.
    case amount
    /// Flags by name, also in groups: a manifest of permissions, or a part of one.
    case flags
    /// - Parameter code: The server's code for a value that is no list.
    case list(Form, code: Int = Complaint.invalid)
    case object([Field])
    /// A value of either form, where descriptions of the API differ.
    case either(Form, Form)
    case nullable(Form)

    struct Field: Sendable {
        let name: String
        let form: Form
        let isRequired: Bool
    }

    static let count = Form.whole(0...Int.max)
    static let texts = Form.list(.name)
    static let anyObject = Form.object([])

    static func object(
        requires required: KeyValuePairs<String, Form> = [:], _ optional: KeyValuePairs<String, Form> = [:]
    ) -> Form {
        .object(
            required.map { Field(name: $0.key, form: $0.value, isRequired: true) }
                + optional.map { Field(name: $0.key, form: $0.value, isRequired: false) })
    }

    /// The same object with nothing required: for the changes of a PATCH.
    var partial: Form {
        guard case .object(let fields) = self else { return self }
        return .object(fields.map { Field(name: $0.name, form: $0.form, isRequired: false) })
    }

    /// The same object with these members too.
    func adding(_ optional: KeyValuePairs<String, Form>) -> Form {
        guard case .object(let fields) = self else { return self }
        return .object(fields + optional.map { Field(name: $0.key, form: $0.value, isRequired: false) })
    }

    /// One way in which a value breaks its form.
    struct Complaint: Sendable, Equatable {
        /// The member, as in `parties[2].type`.
        let path: String
        let message: String
        /// The server's code.
        let code: Int

        static let invalid = 300
        static let missing = 2003
        static let empty = 2009
    }

    /// Everything that is wrong with `value`, which stands at `path` of the body.
    func complaints(about value: JSONValue, at path: String = "") -> [Complaint] {
        func wrong(_ expected: String, code: Int = Complaint.invalid) -> [Complaint] {
            [Complaint(path: path, message: "\(path.isEmpty ? "The body" : path) has to be \(expected)", code: code)]
        }
        switch (self, value) {
        case (.anything, _), (.flag, .bool), (.text, .string), (.nullable, .null), (.number, .number): return []
        case (.name, .string(let text)):
            guard text.unicodeScalars.allSatisfy(\.isInvisible) else { return [] }
            return [Complaint(path: path, message: "\(path) must not be empty", code: Complaint.empty)]
        case (.choice(let words), .string(let text)) where words.contains(text): return []
        case (.email, .string(let text)) where text.isEmpty || text.isEmailAddress: return []
        case (.url, .string(let text)) where text.isEmpty || text.isWebAddress: return []
        case (.amount, .number(let number)) where number.double >= 0: return []
        case (.flags, .object(let object)):
            return object.members.flatMap { member in
                Form.either(.flag, .flags).complaints(
                    about: member.value, at: path.isEmpty ? member.key : "\(path).\(member.key)")
            }
        case (.whole(let range), .number) where value.integer.map(range.contains) ?? false: return []
        case (.list(let item, _), .array(let items)):
            return items.enumerated().flatMap { item.complaints(about: $0.element, at: "\(path)[\($0.offset)]") }
        case (.object(let fields), .object(let object)):
            return fields.flatMap { $0.complaints(in: object, below: path) }
        case (.nullable(let form), _): return form.complaints(about: value, at: path)
        case (.either(let first, let second), _):
            let complaints = first.complaints(about: value, at: path)
            if complaints.isEmpty || second.complaints(about: value, at: path).isEmpty { return [] }
            return complaints
        case (.flag, _): return wrong("true or false")
        case (.text, _), (.name, _): return wrong("a text")
        case (.choice(let words), _): return wrong(words.joined(separator: " or "))
        case (.email, _): return wrong("an email address")
        case (.url, _): return wrong("an address that begins with https:// or http://")
        case (.amount, _): return wrong("a number from 0")
        case (.flags, _): return wrong("an object of permissions")
        case (.whole(let range), _):
            return wrong(
                "a whole number from \(range.lowerBound)\(range.upperBound == .max ? "" : " to \(range.upperBound)")")
        case (.number, _): return wrong("a number")
        case (.list(_, let code), _): return wrong("a list", code: code)
        case (.object, _): return wrong("an object")
        }
    }
}

extension Form.Field {
    fileprivate func complaints(in object: JSONObject, below path: String) -> [Form.Complaint] {
        let path = path.isEmpty ? name : "\(path).\(name)"
        if isRequired, object[name]?.isNull ?? true {
            return [Form.Complaint(path: path, message: "\(path) is required", code: Form.Complaint.missing)]
        }
        return object[name].map { form.complaints(about: $0, at: path) } ?? []
    }
}

extension Unicode.Scalar {
    /// True for white space, and for control and format characters, which nobody sees.
    var isInvisible: Bool {
        properties.isWhitespace || [.control, .format].contains(properties.generalCategory)
    }
}

extension String {
    /// True for a name and a host with an `@` between.
    var isEmailAddress: Bool {
        let parts = split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !contains(where: \.isWhitespace)
    }

    /// True for an address with the scheme of the web and a host.
    var isWebAddress: Bool {
        guard let url = URL(string: self) else { return false }
        return ["http", "https"].contains(url.scheme?.lowercased()) && url.host()?.isEmpty == false
    }
}
