/// How an answer fared under one rule.
package struct CORSFinding: Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
        case passed
        /// The page works, but something should be put right.
        case noticed
        /// The browser stops here, and the page sees a network error.
        case failed
    }

    package let rule: CORSRule
    package let outcome: Outcome
    /// Sentences: what was found, and what it means.
    package let explanation: String

    package init(_ rule: CORSRule, _ outcome: Outcome, _ explanation: String) {
        self.rule = rule
        self.outcome = outcome
        self.explanation = explanation
    }
}
