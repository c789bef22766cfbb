/// What is read before a form or a preview can come up: a person sees how far it is, and can stop it.
package struct PendingOperation: Sendable {
    /// What is done, as in "reading what is about to change".
    let label: String
    /// How far it has come, as in "120 of 1000"; empty where that is not known.
    var progress = ""
    /// False while it may still be over before anybody wonders.
    package var isShown = false

    init(_ label: String) {
        self.label = label
    }

    package var text: String { progress.isEmpty ? label : "\(label): \(progress)" }
}
