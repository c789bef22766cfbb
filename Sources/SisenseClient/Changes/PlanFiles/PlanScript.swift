import Foundation

/// Planned changes as a script for a POSIX shell: for machines without this program, for somebody else to look through
/// and to run, or for a change ticket. It holds no token and no other secret; each is a variable, which reaches curl by
/// its configuration on standard input and never as an argument. Before each change it makes sure with jq that the
/// record is still what the change is based on.
package struct PlanScript: Sendable {
    package let text: String

    /// - Parameter made: The time when the plans were recorded, as the head of the script states it.
    package init(_ plans: [RequestPlan], made: Timestamp) {
        var steps: [String] = []
        var secrets: [String] = []
        for (index, plan) in plans.enumerated() {
            let title = "\(index + 1) of \(plans.count): \(plan.title)"
            let changes = plan.diff?.lines.map { "\($0.sign.rawValue) \($0.text)" } ?? []
            let notes = [title] + plan.impact + plan.warnings.map { "! \($0)" } + changes
            let request = ScriptRequest(plan.call, server: plan.target.server, secretsBefore: secrets.count)
            secrets += request.secrets
            let send = plan.whenDue == nil ? request.text : Self.resting
            steps.append(
                ([notes.map(Self.comment).joined(separator: "\n")]
                    + ["printf '%s\\n' \(CurlCommand.quoted(Self.line(title))) >&2"]
                    + Self.check(plan) + [send, "echo"]).joined(separator: "\n"))
        }
        let servers = Set(plans.map(\.target.server.description)).sorted().joined(separator: ", ")
        let isChecked = plans.contains { !$0.conditions.isEmpty }
        let head =
            [
                "#!/bin/sh", Self.comment("Changes planned by sisense-console on \(made), on \(servers)."),
                "# Nothing of this has been sent. It stops at the first change that is refused, and at a record that",
                "# somebody else has changed since.", "set -eu",
                ": \"${\(ScriptRequest.token):?set it to an API token of the server}\"",
            ] + secrets.map { ": \"${\($0):?set it to the secret that a change below needs}\"" }
            + (isChecked ? Self.checking : []) + [ScriptRequest.functions]
        text = head.joined(separator: "\n") + "\n\n" + steps.joined(separator: "\n\n") + "\n"
    }

    /// Stops at a step whose request nobody knows before the one before it was answered.
    private static let resting =
        "echo 'This change rests on what comes of a step before it, which a script does not know.' >&2\nexit 1"

    // MARK: Checks

    private static let checking = [
        "command -v jq >/dev/null || { echo 'jq is needed to check that nothing has changed.' >&2; exit 1; }",
        "# Takes what is expected and the filter of what matters; reads the record.",
        "unchanged() {",
        "  now=$(jq -S -c \"$2\") && [ \"$now\" = \"$(printf %s \"$1\" | jq -S -c .)\" ] ||",
        "    { echo 'The record has been changed since. Nothing more is sent.' >&2; exit 8; }",
        "}",
    ]

    /// Reads the records again and compares them; nothing where the plan has none.
    private static func check(_ plan: RequestPlan) -> [String] { plan.conditions.flatMap { check($0, of: plan) } }

    private static func check(_ base: Precondition, of plan: RequestPlan) -> [String] {
        guard let (filter, expected) = filter(of: base) else { return [] }
        let read = ScriptRequest(base.read, server: plan.target.server, secretsBefore: 0)
        let text = JSONWriter.text(expected, layout: .compact)
        return [
            "record=$(\(read.text)\n)",
            "printf %s \"$record\" | unchanged \(CurlCommand.quoted(text)) \(CurlCommand.quoted(filter))",
        ]
    }

    /// The filter of jq for what matters in the record, and what comes out of it as long as nobody has changed it.
    /// Members that hold secrets are left out; nil when nothing is left.
    private static func filter(of base: Precondition) -> (String, JSONValue)? {
        func json(_ value: JSONValue) -> String { JSONWriter.text(value, layout: .compact) }
        if let holdings = base.holdings {
            return (holdings.filter, .array((base.base.object?.keys ?? []).sorted().map(JSONValue.string)))
        }
        if let entries = base.entries {
            let ids = entries.labels.keys.sorted()
            let present = ids.filter { base.base[entries.labels[$0] ?? ""] == .string(entries.inside) }
            let known = json(.array(ids.map(JSONValue.string)))
            let filter =
                "[(.[\(json(.string(entries.member)))] // [])[] | if type == \"object\" then (._id // .id // .oid)"
                + " else . end | select(. as $id | \(known) | index($id))] | unique"
            return (filter, .array(present.map(JSONValue.string)))
        }
        var record = "."
        if let item = base.item {
            record = "([.[] | select(.[\(json(.string(item.member)))] == \(json(.string(item.value))))] | .[0])"
        }
        let isWhole = base.members == nil && Redactor.json(base.base) == base.base
        if isWhole { return (record, base.base) }
        let names = (base.members ?? base.base.object?.keys ?? []).filter { name in
            Redactor.json([name: base.base[name] ?? .null]) == [name: base.base[name] ?? .null]
        }
        guard !names.isEmpty else { return nil }
        let parts = names.map { "\(json(.string($0))): .[\(json(.string($0)))]" }.joined(separator: ", ")
        return ("\(record) | {\(parts)}", .object(JSONObject(names.map { ($0, base.base[$0] ?? .null) })))
    }

    private static func comment(_ text: String) -> String { "# " + line(text) }

    /// Texts come from the server; a line break in one must not begin a command.
    static func line(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.isControl ? " " : $0 }))
    }
}

/// One request of a script: curl with its configuration as a here-document.
struct ScriptRequest {
    /// The variable with the token.
    static let token = "SISENSE_TOKEN"

    /// Quotes a value for the configuration of curl, which is not the shell's (curl(1), `--config`).
    static let functions = """
        quoted() { printf %s "$1" | sed 's/[\\\\"]/\\\\&/g'; }
        # The same within the JSON of a body.
        json() { printf %s "$1" | sed 's/[\\\\"]/\\\\&/g' | sed 's/[\\\\"]/\\\\&/g'; }
        """

    let text: String
    /// The variables for its secrets.
    let secrets: [String]

    init(_ call: Call, server: ServerAddress, secretsBefore count: Int) {
        var variables: [String] = []
        func entry(_ name: String, _ value: String, isJSON: Bool = false) -> String {
            var parts: [String] = []
            for (index, piece) in Self.pieces(of: value).enumerated() {
                if index > 0 {
                    let variable = "SECRET_\(count + variables.count + 1)"
                    variables.append(variable)
                    parts.append("$(\(isJSON ? "json" : "quoted") \"$\(variable)\")")
                }
                parts.append(Self.escaped(piece))
            }
            return "\(name) = \"\(parts.joined())\""
        }
        var lines: [String] = []
        if call.operation.method != .get { lines.append(entry("request", call.operation.method.rawValue)) }
        if call.operation.needsLogin { lines.append("header = \"Authorization: Bearer $(quoted \"$\(Self.token)\")\"") }
        lines += Redactor.headers(call.headers).fields.map { entry("header", "\($0.name): \($0.value)") }
        var isWhole = true
        if let body = call.body {
            lines.append(entry("header", "Content-Type: \(body.contentType)"))
            switch body {
            case .json(let value):
                let text = JSONWriter.text(Redactor.json(value), layout: .compact)
                lines.append(entry("data-raw", text, isJSON: true))
            case .form(let items): lines.append(entry("data-raw", PercentEncoding.encode(Redactor.query(items))))
            case .bytes(let data, let type):
                let text = String(data: Redactor.bytes(data, contentType: type), encoding: .utf8)
                isWhole = text != nil
                lines.append(entry("data-raw", text ?? ""))
            }
        }
        let query = Redactor.query(call.query)
        let path = call.operation.template.sketched(
            with: call.path.reduce(into: [:]) { $0[$1.key] = Redactor.isSecret($1.key) ? Redactor.mask : $1.value })
        lines.append(
            entry("url", server.description + path + (query.isEmpty ? "" : "?" + PercentEncoding.encode(query))))
        secrets = variables
        text =
            isWhole
            ? "curl --fail-with-body --silent --show-error --config - <<END\n\(lines.joined(separator: "\n"))\nEND"
            : "echo 'This change sends a file that is not part of this script.' >&2\nexit 1"
    }

    /// The texts between the masks, which stand for secrets; in URLs and forms they are percent-encoded.
    private static func pieces(of text: String) -> [String] {
        text.replacing(PercentEncoding.encode(Redactor.mask), with: Redactor.mask)
            .split(separator: Redactor.mask, omittingEmptySubsequences: false).map(String.init)
    }

    /// The text within the quotes of curl's configuration, and that within a here-document of a shell.
    private static func escaped(_ text: String) -> String {
        let curl = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n").replacing("\r", with: "\\r").replacing("\t", with: "\\t")
        return curl.replacing("\\", with: "\\\\").replacing("$", with: "\\$").replacing("`", with: "\\`")
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isControl: Bool {
        [.control, .lineSeparator, .paragraphSeparator, .format].contains(generalCategory)
    }
}
