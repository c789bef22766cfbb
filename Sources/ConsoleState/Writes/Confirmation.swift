import SisenseClient

/// A write on its way through a person's approval: what would be sent, and what they have done so far.
package struct Confirmation: Sendable {
    package enum Focus: Sendable, Equatable {
        case cancel
        case send
    }

    /// What the preview shows.
    package enum Page: Sendable, CaseIterable {
        case difference
        case request
        case curl
    }

    package let plan: RequestPlan
    package let origin: WriteOrigin
    /// False until the preview has been painted and the keys typed before that are thrown away: nobody approves what
    /// they have not seen.
    package var isShown = false
    package var focus = Focus.cancel
    package var page = Page.difference
    package var scroll = Scroll()
    /// The name typed to approve a critical write.
    package var typed = TextInput()
    package var isSending = false

    package init(plan: RequestPlan, origin: WriteOrigin) {
        self.plan = plan
        self.origin = origin
    }

    /// The name that must be typed before this can be sent; nil when none is wanted.
    package var wantedName: String? { plan.danger == .critical ? plan.target.name : nil }

    package var canSend: Bool { isShown && !isSending && (wantedName.map { typed.text == $0 } ?? true) }
}
