package import Foundation

/// The source of a profile's token. No token and no password is ever kept in a profile itself.
package enum TokenSource: Sendable, Hashable {
    /// An environment variable, by name.
    case environment(String)
    /// An open file descriptor, read to its end once.
    case descriptor(Int32)
    case command(TokenCommand)
    /// A file that only its owner may read.
    case file(URL)
    /// Nothing: user name and password are asked for.
    case prompt

    /// The text that `profile list` shows; it never holds a secret, not even a command's arguments.
    package var summary: String {
        switch self {
        case .environment(let name): "environment variable \(name)"
        case .descriptor(let number): "file descriptor \(number)"
        case .command(let command): "command \(command.name)"
        case .file(let url): "file \(url.path(percentEncoded: false))"
        case .prompt: "asked for"
        }
    }

    /// Fetches the token.
    /// - Returns: nil for `prompt`.
    /// - Throws: `TokenError`, which never holds the token.
    @concurrent package func token(environment: [String: String]) async throws(TokenError) -> Secret? {
        let text: String
        switch self {
        case .prompt: return nil
        case .environment(let name):
            guard let value = environment[name], !value.isEmpty else { throw TokenError(.missingVariable(name)) }
            text = value
        case .descriptor(let number): text = try Self.read(descriptor: number)
        case .file(let url): text = try Self.read(file: url)
        case .command(let command): text = try await command.run(environment: environment)
        }
        return try Secret(token: text, from: summary)
    }

    /// Replaces the old token with a new one, where that is a file.
    /// - Returns: false for every other source: the user must store the token.
    package func replace(with token: Secret) throws(PrivateFileError) -> Bool {
        guard case .file(let url) = self else { return false }
        try PrivateFile.write(Data((token.exposed + "\n").utf8), to: url)
        return true
    }

    private static func read(descriptor number: Int32) throws(TokenError) -> String {
        // 0, 1 and 2 are the terminal or a pipe that others read.
        guard number > 2 else { throw TokenError(.unreadable("file descriptor \(number)", "it must be above 2")) }
        do {
            let handle = FileHandle(fileDescriptor: number, closeOnDealloc: false)
            let data = try handle.read(upToCount: PrivateFile.sizeLimit) ?? Data()
            return String(decoding: data, as: UTF8.self)
        } catch {
            throw TokenError(.unreadable("file descriptor \(number)", "it is not open for reading"))
        }
    }

    private static func read(file: URL) throws(TokenError) -> String {
        do {
            return String(decoding: try PrivateFile.read(file), as: UTF8.self)
        } catch {
            throw TokenError(.file(error))
        }
    }
}

extension Secret {
    /// Takes a token as a file or program gives it: spaces and line ends around it do not count.
    /// - Throws: `TokenError` where what is left cannot stand in a request's header.
    package init(token text: String, from source: String) throws(TokenError) {
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty else { throw TokenError(.empty(source)) }
        guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw TokenError(.malformed(source)) }
        self.init(token)
    }
}

/// The reason why there is no token. It says what to do, and never holds the token or a command's arguments.
package struct TokenError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case missingVariable(String)
        case unreadable(String, String)
        case file(PrivateFileError)
        case cannotStart(program: String, detail: String)
        case failed(program: String, status: Int32, message: String)
        case killed(program: String, signal: Int32)
        case timedOut(program: String, after: Duration)
        case tooLong(program: String)
        case empty(String)
        case malformed(String)
    }

    package let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    package var description: String {
        switch reason {
        case .missingVariable(let name): "The environment variable \(name) is not set or is empty."
        case .unreadable(let source, let detail): "Could not read the token from \(source): \(detail)."
        case .file(let error): error.description
        case .cannotStart(let program, let detail): "Could not start the token command \(program): \(detail)."
        case .failed(let program, let status, let message):
            "The token command \(program) failed with status \(status)" + (message.isEmpty ? "." : ": \(message)")
        case .killed(let program, let signal): "The token command \(program) was ended by signal \(signal)."
        case .timedOut(let program, let limit):
            "The token command \(program) gave no token within \(limit.formatted(.units(allowed: [.seconds])))."
        case .tooLong(let program): "The token command \(program) writes more than a token."
        case .empty(let source): "The token from \(source) is empty."
        case .malformed(let source):
            "The token from \(source) is malformed: it has spaces, line breaks or characters other than ASCII."
        }
    }

    package var nextStep: String {
        switch reason {
        case .missingVariable(let name): "Set \(name), or choose another source in the profile."
        case .file(let error): error.nextStep
        case .timedOut: "Run the command by hand. It cannot ask for input here; unlock what it needs first."
        case .cannotStart, .failed, .killed, .tooLong:
            "Run the command by hand; it must write the token and nothing else."
        case .unreadable, .empty, .malformed: "Check the source; it must hold the token and nothing else."
        }
    }
}
