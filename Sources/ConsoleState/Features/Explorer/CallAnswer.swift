import Foundation
package import SisenseClient

/// The outcome of a call: the answer, and all that is known of it as lines that fold.
package struct CallAnswer: Sendable {
    package let call: Call
    package let draft: CallDraft
    package let response: Response
    package let jsonTree: JSONTree
    /// The body with its secrets masked, to be copied; nil when it is no JSON.
    package let masked: JSONValue?
    /// The body; nil when it is no JSON, or too large to be compared with the next one.
    let json: JSONValue?

    /// The largest body that is kept for comparison.
    private static let comparable = 256 << 10
    /// The number of differences that anyone reads.
    private static let shownChanges = 200

    /// Reads the body and compares it with that of the last answer, which may take a while: meant for an effect.
    /// - Parameter secrets: Those of the session, which the server may send back.
    init(
        _ response: Response, to call: Call, draft: CallDraft, previous: JSONValue?,
        _ secrets: KnownSecrets = KnownSecrets()
    ) {
        self.call = call
        self.draft = draft
        self.response = response
        let read = (try? response.json()).map(secrets.json)
        masked = read.map(Redactor.json)
        json = response.body.count <= Self.comparable ? read : nil
        let headers = Redactor.headers(secrets.headers(response.headers)).fields.map { "\($0.name): \($0.value)" }
        var parts: [JSONTree.Part] = [
            .facts(Self.facts(of: response, to: call)),
            .block(RecordBlock("Headers", headers, isFolded: true)),
        ]
        if let previous { parts.append(.block(Self.difference(from: previous, to: json))) }
        parts.append(.document(heading: "Body", read ?? secrets.json(Self.text(of: response))))
        jsonTree = JSONTree(parts)
    }

    package var title: String { call.line }

    private static func facts(of response: Response, to call: Call) -> [RecordFact] {
        var facts = [
            RecordFact("Request", call.line), RecordFact("Status", "\(response.status)"),
            RecordFact("Took", response.duration.text(wait: response.wait)),
            RecordFact("Body", Quantity.size(bytes: Double(response.body.count))),
        ]
        if response.attempts > 1 { facts.append(RecordFact("Attempts", "\(response.attempts)")) }
        let meaning = call.operation.answers.first { $0.status == response.status }?.meaning
        if let meaning { facts.append(RecordFact("Meaning", meaning)) }
        return facts.map { fact in
            var masked = fact
            masked.value = Redactor.text(fact.value)
            return masked
        }
    }

    private static func difference(from previous: JSONValue, to json: JSONValue?) -> RecordBlock {
        let title = "Since the previous answer"
        guard let json else { return RecordBlock(title, ["too large to compare"]) }
        let changes = JSONDiff(from: previous, to: json).lines
        guard !changes.isEmpty else { return RecordBlock("\(title): no changes", []) }
        let rest = changes.count - shownChanges
        return RecordBlock(
            "\(title): \(changes.count) changed",
            changes.prefix(shownChanges).map { "\($0.sign.rawValue) \($0.text)" }
                + (rest > 0 ? ["and \(rest) more"] : []))
    }

    /// An answer that is not JSON is shown as text when it is one, else by its size.
    private static func text(of response: Response) -> JSONValue {
        if response.body.isEmpty { return "" }
        if let text = String(data: response.body, encoding: .utf8) { return .string(text) }
        return .string("\(Quantity.size(bytes: Double(response.body.count))) of \(response.headers["Content-Type"] ?? "an unknown kind")")
    }
}
