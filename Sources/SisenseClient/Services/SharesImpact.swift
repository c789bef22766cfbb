/// What a change of shares comes to for people, a sentence each.
package struct SharesImpact: Sendable, Equatable {
    /// Who may do more by it: that is said before all else.
    package let escalations: [String]
    package let others: [String]
    /// What taking it back comes to.
    package let undo: [String]

    package init(escalations: [String] = [], others: [String] = [], undo: [String] = []) {
        (self.escalations, self.others, self.undo) = (escalations, others, undo)
    }

    /// What nobody has worked out: that is said, since silence would mean that nobody gains or loses anything.
    /// - Parameter reason: A sentence.
    package static func notJudged(_ reason: String) -> SharesImpact {
        SharesImpact(others: ["Who gains or loses access is not known: \(reason)"])
    }
}
