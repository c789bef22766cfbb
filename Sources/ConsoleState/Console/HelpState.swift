/// The list of keys: what narrows it, and the cursor in it.
package struct HelpState: Sendable {
    package var filter = TextInput()
    package var scroll = Scroll()

    package init() {}
}
