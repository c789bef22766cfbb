import Foundation

/// One documented member of a JSON document: where it stands, what it takes, and what to know before changing it.
///
/// Tables of these are what forms, records and summaries are made from. A member that no table names is kept as it is.
package struct DocumentField: Sendable, Identifiable {
    /// The kind of value that a person can put into the field.
    package enum Kind: Sendable, Equatable {
        case flag
        case text(Format = .any)
        /// A whole number within what servers take.
        case number(ClosedRange<Int>, unit: String)
        /// One of several words of the API.
        case choice([Choice])
        /// Several texts.
        case list(Format)
        /// One text of several lines.
        case lines
        /// A text that is written and never shown.
        case secret
    }

    /// One of the values to choose from, and what people call it.
    package struct Choice: Sendable, Equatable {
        package let value: String
        /// The text that a person reads.
        package let title: String

        package init(_ value: String, _ title: String) {
            self.value = value
            self.title = title
        }
    }

    /// The form that a text has to have.
    package enum Format: Sendable {
        case any
        /// A web address with its scheme.
        case address
        /// As `ldap://dc.acme.example:389`.
        case directoryAddress
        /// A web origin, or `*.domain`.
        case origin
        /// A regular expression.
        case pattern
    }

    package let path: JSONPath
    package let label: String
    package let kind: Kind
    /// The heading that this field and those behind it stand below; empty for the one before.
    package let heading: String
    package let help: String
    /// True when the document cannot do without it.
    package let isRequired: Bool

    package var id: String { path.description }

    /// - Parameter path: the names of the members, separated by dots.
    package init(
        _ path: String, _ label: String, _ kind: Kind, below heading: String = "", isRequired: Bool = false,
        help: String = ""
    ) {
        self.path = JSONPath(dotted: path)
        self.label = label
        self.kind = kind
        self.heading = heading
        self.isRequired = isRequired
        self.help = help
    }

    /// The fault in one text of this field; nil when there is none.
    package func problem(with text: String) -> String? {
        switch kind {
        case .number(let range, _):
            Int(text).map(range.contains) == true
                ? nil : "A whole number from \(range.lowerBound) to \(range.upperBound)"
        case .text(let format), .list(let format): format.problem(with: text)
        case .flag, .choice, .lines, .secret: nil
        }
    }

    /// The value of the field in `document`, for reading; a secret only says whether it is set.
    package func text(in document: JSONValue) -> String {
        guard let value = document[path], value != .null else { return "not set" }
        switch kind {
        case .flag: return value.bool.map { $0 ? "on" : "off" } ?? JSONWriter.text(value, layout: .compact)
        case .secret: return value == "" ? "not set" : "set"
        case .choice(let choices):
            let text = value.string ?? JSONWriter.text(value, layout: .compact)
            return choices.first { $0.value == text }?.title ?? text
        case .number(_, let unit):
            let number = value.integer.map(String.init) ?? JSONWriter.text(value, layout: .compact)
            return unit.isEmpty ? number : "\(number) \(unit)"
        case .list:
            guard let items = value.array else { return JSONWriter.text(value, layout: .compact) }
            return items.isEmpty ? "none" : items.map(Self.plain).joined(separator: ", ")
        case .lines:
            let count = Self.plain(value).split(whereSeparator: \.isNewline).count
            return count == 0 ? "not set" : "set, \(counted(count, "line"))"
        case .text: return value == "" ? "not set" : Self.plain(value)
        }
    }

    /// True when `document` holds what the documentation says, or nothing: a value of another kind is better not edited.
    package func fits(_ document: JSONValue) -> Bool {
        guard let value = document[path], value != .null else { return true }
        return switch kind {
        case .flag: value.bool != nil
        case .number: value.integer != nil
        case .text, .lines, .choice, .secret: value.string != nil
        case .list: value.array?.allSatisfy { $0.string != nil } == true
        }
    }

    private static func plain(_ value: JSONValue) -> String {
        value.string ?? JSONWriter.text(value, layout: .compact)
    }
}

extension DocumentField.Format {
    fileprivate func problem(with text: String) -> String? {
        switch self {
        case .any: return nil
        case .address:
            return Self.isAddress(text, ["http", "https"]) ? nil : "An address such as https://id.acme.example/login"
        case .directoryAddress:
            return Self.isAddress(text, ["ldap", "ldaps"]) ? nil : "An address such as ldap://dc.acme.example:389"
        case .pattern:
            return (try? NSRegularExpression(pattern: text)) == nil ? "Not a valid regular expression" : nil
        case .origin:
            switch OriginEntry.parse(text) {
            case .accepted: return nil
            case .normalized(let normalized, let reason, _): return "\(reason) Write \(normalized)"
            case .rejected(let reason): return reason
            }
        }
    }

    private static func isAddress(_ text: String, _ schemes: Set<String>) -> Bool {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased() else { return false }
        return schemes.contains(scheme) && url.host()?.isEmpty == false
    }
}
