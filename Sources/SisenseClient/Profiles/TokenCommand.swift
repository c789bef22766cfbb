/// A program that writes a token: a password manager, mostly.
package struct TokenCommand: Sendable, Hashable {
    package enum Invocation: Sendable, Hashable {
        /// A program and its arguments, run as they are.
        case program(String, arguments: [String])
        /// A line for `/bin/sh`.
        case shell(String)
    }

    package static let defaultTimeout = Duration.seconds(30)

    package let invocation: Invocation
    package let timeout: Duration

    package init(_ invocation: Invocation, timeout: Duration = defaultTimeout) {
        self.invocation = invocation
        self.timeout = timeout
    }

    /// What it is called in messages. Arguments are left out, since one of them may be a secret.
    package var name: String {
        switch invocation {
        case .program(let program, _): return program
        case .shell(let line):
            let word = line.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? "sh"
            let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/-_.".contains($0)) }
            return isPlain ? word : "sh"
        }
    }
}
