/// The members of a document of settings that a save changes, as they were and as they are saved. The rest of the document
/// belongs to whoever edits it meanwhile, and need not be written down.
package struct SettingsBefore: Sendable, Equatable {
    let document: SettingsDocument
    let before: JSONValue
    let saved: JSONValue

    /// Nil for what cannot be taken back: no save of settings, old values that the server does not report, and secrets,
    /// which are never written down.
    init?(of plan: RequestPlan) {
        guard let document = plan.settings, plan.inverse != nil, let read = plan.base, let result = plan.result,
            read.object != nil
        else { return nil }
        let base = document == .system ? SystemSettings(read).stating(like: SystemSettings(result)).document : read
        self.document = document
        before = Self.part(of: base, otherThan: result)
        saved = Self.part(of: result, otherThan: base)
        guard before != saved, Redactor.json(before) == before, Redactor.json(saved) == saved else { return nil }
    }

    /// The members in which a document differs from another, each as deep as both have it.
    private static func part(of document: JSONValue, otherThan other: JSONValue) -> JSONValue {
        guard let members = document.object?.members, other.object != nil else { return document }
        let changed = members.filter { other[$0.key] != $0.value }.map { member in
            (member.key, other[member.key].map { part(of: member.value, otherThan: $0) } ?? member.value)
        }
        return .object(JSONObject(changed))
    }

    /// The merge that takes the save back and leaves everything else.
    func merge(with now: JSONValue) -> JSONMerge { JSONMerge(base: saved, mine: before, theirs: now) }

    /// A document with these members instead of those.
    private static func placing(_ part: JSONValue, insteadOf other: JSONValue, in document: JSONValue) -> JSONValue {
        guard let members = part.object?.members, let others = other.object, document.object != nil else { return part }
        var placed = document
        for key in others.keys where part[key] == nil { placed[key] = Optional.none }
        for member in members {
            guard let old = others[member.key], let present = document[member.key] else {
                placed[member.key] = member.value
                continue
            }
            placed[member.key] = placing(member.value, insteadOf: old, in: present)
        }
        return placed
    }

    var note: String { "Can be undone." }

    /// The plan that takes the save back, merged with what others have saved since; none where all is as before it.
    func plans(_ client: APIClient) async throws(APIError) -> [RequestPlan] {
        let service = SettingsService(client)
        let now = try await service.read(document)
        let edited = Self.placing(before, insteadOf: saved, in: now)
        guard edited != now else { return [] }
        let base = Self.placing(saved, insteadOf: before, in: now)
        let plan = try await service.planEdit(document, edited: edited, base: base)
        return [plan.named("Undo: Save the \(document.title)")]
    }

    // MARK: Writing down

    var json: JSONValue { ["document": .string(document.rawValue), "before": before, "saved": saved] }

    init?(_ json: JSONValue) {
        guard let document = json.text("document").flatMap(SettingsDocument.init), let before = json["before"],
            let saved = json["saved"]
        else { return nil }
        (self.document, self.before, self.saved) = (document, before, saved)
    }
}
