import Foundation

extension StringProtocol {
    /// Without blanks at both ends.
    var trimmingSpaces: String { trimmingCharacters(in: .whitespaces) }
}
