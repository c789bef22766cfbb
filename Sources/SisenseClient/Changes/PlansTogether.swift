/// Several plans in sentences.
extension RequestPlan {
    /// The records that a sentence is said of by name; more are counted.
    private static let fewNames = 3

    /// The warnings of plans, each once, with the records it is about where it is not about all of them.
    package static func warnings(of plans: [RequestPlan]) -> [String] {
        var names: [String: [String]] = [:]
        for plan in plans {
            for warning in plan.warnings { names[warning, default: []].append(plan.recordName) }
        }
        return Tally(plans.flatMap(\.warnings)).values.map { warning in
            let about = names[warning, default: []]
            if about.count == plans.count { return warning }
            return about.count <= fewNames
                ? "\(about.joined(separator: ", ")): \(warning)" : "\(about.count) of \(plans.count): \(warning)"
        }
    }

    /// The seats of the licence that plans take and free together, as a sentence; none where they need none.
    package static func seats(of plans: [RequestPlan]) -> [String] { SeatChange.sentence(of: plans.map(\.seats)) }

    /// Says whether these can be undone together, and what that does not bring back, each sentence once.
    package static func undoNotes(of plans: [RequestPlan]) -> [String] {
        let lasting = plans.filter { !$0.isUndoable }
        if !lasting.isEmpty, lasting.count < plans.count {
            let again = plans.allSatisfy { $0.undoes != nil } ? " again" : ""
            return ["Cannot be undone\(again): \(deeds(of: lasting))."]
        }
        let tally = Tally(plans.map(\.undoNote))
        let notes = tally.values.map { tally[$0] == plans.count ? $0 : "\(tally[$0]) of \(plans.count): \($0)" }
        let rest = "And \(counted(notes.count - 2, "more way")) back."
        return notes.count <= 3 ? notes : Array(notes.prefix(2)) + [rest]
    }

    /// What plans do, each with its number: `publish (2), log out (1)`.
    package static func deeds(of plans: [RequestPlan]) -> String {
        let tally = Tally(plans.map { ($0.heading.deed ?? $0.title).lowercasedFirst })
        return tally.values.map { "\($0) (\(tally[$0]))" }.joined(separator: ", ")
    }
}
