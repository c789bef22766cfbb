/// Which of a pane's writes is meant, as in `deactivate`.
package struct PlanName: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let description: String

    package init(stringLiteral value: String) {
        description = value
    }
}
