package import SisenseClient
package import TerminalKit

/// A JSON document as lines for reading, indented by two, secrets masked.
package enum JSONText {
    package static func lines(of value: JSONValue) -> [StyledLine] {
        var lines: [StyledLine] = []
        append(Redactor.json(value), prefix: [], suffix: "", depth: 0, to: &lines)
        return lines
    }

    private static func append(
        _ value: JSONValue, prefix: [Span], suffix: String, depth: Int, to lines: inout [StyledLine]
    ) {
        let indent = Span(String(repeating: "  ", count: depth))
        switch value {
        case .object(let object) where !object.isEmpty:
            lines.append(StyledLine([indent] + prefix + [Span("{", .muted)]))
            for (index, member) in object.members.enumerated() {
                let comma = index + 1 < object.count ? "," : ""
                let key = [Span(JSONWriter.text(.string(member.key), layout: .compact), .accent), Span(": ", .muted)]
                append(member.value, prefix: key, suffix: comma, depth: depth + 1, to: &lines)
            }
            lines.append(StyledLine([indent, Span("}" + suffix, .muted)]))
        case .array(let items) where !items.isEmpty:
            lines.append(StyledLine([indent] + prefix + [Span("[", .muted)]))
            for (index, item) in items.enumerated() {
                let comma = index + 1 < items.count ? "," : ""
                append(item, prefix: [], suffix: comma, depth: depth + 1, to: &lines)
            }
            lines.append(StyledLine([indent, Span("]" + suffix, .muted)]))
        default:
            let text = Span(JSONWriter.text(value, layout: .compact), role(of: value))
            lines.append(StyledLine([indent] + prefix + [text, Span(suffix, .muted)]))
        }
    }

    private static func role(of value: JSONValue) -> TerminalKit.Role {
        switch value {
        case .string: .plain
        case .number: .ok
        case .bool: .changed
        case .null, .array, .object: .muted
        }
    }
}
