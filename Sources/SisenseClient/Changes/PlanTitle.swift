import Foundation

/// The heading of a plan in words. Where it names a record it knows which part that is, so that the plans of many
/// records can be counted instead of named:
///
///     let title: PlanTitle = "Change role of \(user.label, each: "user") to \(role.title)"
///     PlanTitle.counted([title, title, other])  // "Change role of 2 users to Viewer, deactivate 1 user"
package struct PlanTitle: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
    private let before: String
    private let record: Record?
    private let after: String

    fileprivate struct Record: Sendable, Hashable {
        let name: String
        /// The kind of record that it is, in the singular.
        let noun: String
        /// The number of records that it stands for.
        var count = 1
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var before = ""
        fileprivate var record: Record?
        fileprivate var after = ""

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ text: String) {
            if record == nil { before += text } else { after += text }
        }

        package mutating func appendInterpolation(_ text: some CustomStringConvertible) { appendLiteral("\(text)") }

        /// Adds the name of the record that the plan is about.
        package mutating func appendInterpolation(_ name: String, each noun: String) {
            if record == nil { record = Record(name: name, noun: noun) } else { appendLiteral(name) }
        }

        /// Adds the records that the plan is about: one by its name, several by their number.
        package mutating func appendInterpolation(_ names: [String], each noun: String) {
            record = Record(name: Excerpt.of(names, limit: 1), noun: noun, count: names.count)
        }
    }

    package init(stringLiteral text: String) {
        (before, record, after) = (text, nil, "")
    }

    package init(stringInterpolation parts: StringInterpolation) {
        (before, record, after) = (parts.before, parts.record, parts.after)
    }

    /// The title that `text` is, in which the record is named `name`.
    package init(_ text: String, naming name: String, each noun: String) {
        guard !name.isEmpty, let range = text.firstRange(of: name) else {
            self.init(stringLiteral: text)
            return
        }
        let record = Record(name: name, noun: noun)
        self.init(String(text[..<range.lowerBound]), record, String(text[range.upperBound...]))
    }

    private init(_ before: String, _ record: Record?, _ after: String) {
        (self.before, self.record, self.after) = (before, record, after)
    }

    /// The title of what takes this back.
    var undo: PlanTitle { PlanTitle("Undo: \(before)", record, after) }

    package var description: String {
        before + (record.map { $0.count == 1 ? $0.name : SisenseClient.counted($0.count, $0.noun) } ?? "") + after
    }

    /// The words before the name of the record, as in `Log out`; nil when the title has none.
    package var deed: String? {
        guard record != nil else { return nil }
        let words = before.split(separator: " ")
        return words.dropLast(words.last == "of" ? 1 : 0).joined(separator: " ")
    }

    /// The name of the record, when the title has one.
    package var recordName: String? { record?.name }

    /// `Delete 3 groups` for "Delete the group Sales" and two more.
    private static func counted(_ kind: PlanTitle, _ count: Int) -> String {
        let noun = kind.record?.noun ?? ""
        let name = "the \(noun) "
        let before = kind.before.hasSuffix(name) ? String(kind.before.dropLast(name.count)) : kind.before
        return before + SisenseClient.counted(count, noun) + kind.after
    }

    /// The actions with the number of records of each, in the order of the plans. Titles without a record, and more
    /// than three kinds of them, are counted as changes.
    package static func counted(_ titles: [PlanTitle]) -> String { counted(titles) { _ in false } }

    /// The same of plans. Those that take one change back, or one kind of change, are named after that.
    package static func counted(_ plans: [RequestPlan]) -> String {
        counted(plans.map(\.heading)) { undone in
            var steps: Set<UUID> = []
            var undoes: Set<UUID> = []
            for plan in plans where plan.heading.kind == undone {
                steps.insert(plan.id)
                if let id = plan.undoes { undoes.insert(id) }
            }
            for plan in plans where !steps.contains(plan.id) {
                let isStep =
                    plan.undoes.map(undoes.contains) ?? false
                    || plan.follows.map { !$0.isDisjoint(with: steps) } ?? false
                guard isStep else { return false }
                steps.insert(plan.id)
            }
            return true
        }
    }

    /// - Parameter areSteps: True when all of them take back what a kind of title names.
    private static func counted(_ titles: [PlanTitle], _ areSteps: (_ undone: PlanTitle) -> Bool) -> String {
        if titles.count == 1 { return titles[0].description }
        // The number of records of each kind: a title may stand for several.
        var (kinds, records): ([PlanTitle], [PlanTitle: Int]) = ([], [:])
        for title in titles {
            let kind = title.kind
            if records[kind] == nil { kinds.append(kind) }
            records[kind, default: 0] += title.record?.count ?? 1
        }
        guard !kinds.isEmpty, kinds.count <= 3, kinds.allSatisfy({ $0.record != nil }) else {
            if kinds.count == 1 { return "\(kinds[0]) (\(SisenseClient.counted(titles.count, "request")))" }
            // An undo of several steps says what is undone.
            let undone = kinds.first { $0.before.hasPrefix("Undo: ") && $0.record != nil }
            guard let undone, areSteps(undone) else { return SisenseClient.counted(titles.count, "change") }
            let first = titles.first { $0.before == undone.before && $0.after == undone.after }
            let count = records[undone, default: 0]
            let what = count == 1 ? first?.description ?? "" : counted(undone, count)
            return "\(what) (\(SisenseClient.counted(titles.count, "request")))"
        }
        let parts = kinds.map { kind in counted(kind, records[kind, default: 0]) }
        return parts.enumerated().map { $0.offset == 0 ? $0.element : $0.element.lowercasedFirst }
            .joined(separator: ", ")
    }

    /// The same for any record of its kind.
    private var kind: PlanTitle { PlanTitle(before, record.map { Record(name: "", noun: $0.noun) }, after) }
}

extension String {
    /// The same with a small first letter, as within a sentence.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

/// One fact about a record before and after, in words and never in ids.
package struct FieldChange: Sendable, Equatable {
    /// The effect on those whom it is about.
    package enum Effect: String, Sendable, Equatable {
        case plain
        /// Somebody may do or see more than before.
        case escalation
        /// Somebody may do or see less, or something is gone.
        case loss
    }

    package let name: String
    /// Nil for what was not there before.
    package let old: String?
    /// Nil for what is not there any more.
    package let new: String?
    package let effect: Effect

    package init(_ name: String, from old: String?, to new: String?, effect: Effect = .plain) {
        self.name = name
        self.old = old
        self.new = new
        self.effect = effect
    }

    /// `role Viewer → Admin`, `groups + Sales`.
    package var text: String {
        switch (old, new) {
        case (let old?, let new?): "\(name) \(old) → \(new)"
        case (nil, let new?): "\(name) + \(new)"
        case (let old?, nil): "\(name) − \(old)"
        case (nil, nil): name
        }
    }

    /// The change that takes this one back.
    var undo: FieldChange {
        let effect: Effect = effect == .escalation ? .loss : effect == .loss ? .escalation : .plain
        return FieldChange(name, from: new, to: old, effect: effect)
    }
}

extension FieldChange {
    /// As the audit log keeps it.
    var json: JSONValue {
        [
            "name": .string(name), "from": old.map(JSONValue.string) ?? .null, "to": new.map(JSONValue.string) ?? .null,
            "effect": .string(effect.rawValue),
        ]
    }

    /// Nil for what is no recorded change.
    init?(_ json: JSONValue) {
        guard let name = json["name"]?.string else { return nil }
        self.init(
            name, from: json["from"]?.string, to: json["to"]?.string,
            effect: json["effect"]?.string.flatMap(Effect.init) ?? .plain)
    }
}

extension RequestPlan {
    /// The changes in the record, in words: those between the documents it is before and after, or as they were stated
    /// with the plan where it has none.
    package var changes: [FieldChange] {
        guard statedChanges.isEmpty, let base = base?.object, let result = result?.object else { return statedChanges }
        return RecordWords(names).changes(from: base, to: result)
    }

    /// The changes in words where the lines of the difference alone would not do, because they hold ids.
    package var neededWords: [FieldChange] {
        guard statedChanges.isEmpty, let base = base?.object, let result = result?.object else { return statedChanges }
        return RecordWords(names).areNeeded(from: base, to: result) ? changes : []
    }

    /// The lines of the difference for what those words leave open; all of them where no words are needed.
    package var unspokenLines: [JSONDiff.Line] {
        guard let diff else { return [] }
        let words = neededWords
        guard !words.isEmpty else { return diff.lines }
        let silent = words.filter { $0.old == nil && $0.new == nil }.map(\.name)
        guard statedChanges.isEmpty else { return silent.isEmpty ? [] : diff.lines }
        return diff.lines(of: { member in
            let name = RecordWords.name(of: member)
            return silent.contains { path in
                path == name || " .[".contains { sign in path.hasPrefix("\(name)\(sign)") }
            }
        })
    }
}
