/// Something wrong with a profile's file, to be put right by hand.
package struct ProfileProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package let file: String
    /// From 1; nil where the problem is the whole file's.
    package let line: Int?
    /// The member of the file.
    package let field: String?
    package let message: String

    /// `file:line: field: message`, which editors and terminals can follow.
    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return ([place, field].compactMap(\.self) + [message]).joined(separator: ": ")
    }
}
