import Foundation

/// Planned changes as a script for a POSIX shell: for somebody else to look through and to run, or for a change ticket.
/// It holds no token and no other secret; each is a variable, and the script says which it wants.
package struct PlanScript: Sendable {
    package let text: String

    /// - Parameter made: When the plans were recorded, as the head of the script tells it.
    package init(_ plans: [RequestPlan], made: Timestamp) {
        var steps: [String] = []
        var wanted: [String] = []
        for (index, plan) in plans.enumerated() {
            let command = CurlCommand(
                plan.call, server: plan.target.server, tokenVariable: Self.token,
                secrets: .variables(from: wanted.count + 1))
            wanted += command.variables
            let title = "\(index + 1) of \(plans.count): \(plan.title)"
            let notes = [title] + plan.impact + plan.warnings.map { "! \($0)" }
            let changes = plan.diff?.lines.map { "\($0.sign.rawValue) \($0.text)" } ?? []
            steps.append(
                (notes + changes).map(Self.comment).joined(separator: "\n")
                    + "\nprintf '%s\\n' \(CurlCommand.quoted(Self.line(title))) >&2\n" + Self.body(plan, command)
                    + "\necho")
        }
        let servers = Set(plans.map(\.target.server.description)).sorted().joined(separator: ", ")
        let head = [
            "#!/bin/sh", Self.comment("Changes planned by sisense-console on \(made), on \(servers)."),
            "# Nothing of this has been sent. It stops at the first change that is refused.", "set -eu",
            ": \"${\(Self.token):?set it to an API token of the server}\"",
        ]
        let variables = wanted.map { ": \"${\($0):?set it to the secret that a change below needs, as JSON text}\"" }
        text = (head + variables).joined(separator: "\n") + "\n\n" + steps.joined(separator: "\n\n") + "\n"
    }

    private static let token = "SISENSE_TOKEN"

    private static func body(_ plan: RequestPlan, _ command: CurlCommand) -> String {
        guard case .bytes(let data, _) = plan.call.body, String(data: data, encoding: .utf8) == nil else {
            return command.text
        }
        return "echo 'This change sends a file that is not part of this script.' >&2\nexit 1"
    }

    private static func comment(_ text: String) -> String { "# " + line(text) }

    /// Texts come from the server; a line break in one must not begin a command.
    private static func line(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.isControl ? " " : $0 }))
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isControl: Bool {
        [.control, .lineSeparator, .paragraphSeparator, .format].contains(generalCategory)
    }
}
