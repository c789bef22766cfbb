/// The line of a command in the menu of actions: the letter that runs it there, the group it stands in, and a sentence
/// about it.
package struct MenuLine: Sendable {
    /// The groups of the menu, in their order.
    package enum Group: Sendable, CaseIterable {
        case edit, account, access, content, leaving
        /// What every list offers for its records.
        case other
        /// What concerns the list and not the records chosen.
        case list

        package var title: String {
            switch self {
            case .edit: "Edit"
            case .account: "Account"
            case .access: "Access"
            case .content: "Content"
            case .leaving: "Leaving"
            case .other: "Other"
            case .list: "This list"
            }
        }
    }

    /// The numbers of records a line is shown for. Two lines for the same act, one for a single record and one for
    /// several, never stand together.
    enum Count: Sendable {
        case any, one, several
    }

    package let group: Group
    /// Nil where the key of the list, or any letter that is free, runs it.
    package let letter: Character?
    /// What it does and what follows, in sentences.
    package let help: String
    let count: Count

    private init(_ group: Group, _ letter: Character?, _ help: String, _ count: Count) {
        (self.group, self.letter, self.help, self.count) = (group, letter, help, count)
    }

    static func edit(_ letter: Character?, _ help: String, for count: Count = .any) -> MenuLine {
        MenuLine(.edit, letter, help, count)
    }

    static func account(_ letter: Character?, _ help: String, for count: Count = .any) -> MenuLine {
        MenuLine(.account, letter, help, count)
    }

    static func access(_ letter: Character?, _ help: String, for count: Count = .any) -> MenuLine {
        MenuLine(.access, letter, help, count)
    }

    static func content(_ letter: Character?, _ help: String, for count: Count = .any) -> MenuLine {
        MenuLine(.content, letter, help, count)
    }

    static func leaving(_ letter: Character?, _ help: String, for count: Count = .any) -> MenuLine {
        MenuLine(.leaving, letter, help, count)
    }

    package static func other(_ letter: Character? = nil, _ help: String = "") -> MenuLine {
        MenuLine(.other, letter, help, .any)
    }

    static func list(_ letter: Character?, _ help: String) -> MenuLine {
        MenuLine(.list, letter, help, .any)
    }
}
