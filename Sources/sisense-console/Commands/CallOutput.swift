import Foundation
import SisenseClient
import Synchronization
import TerminalKit

/// Writes a whole answer: as it is into a pipe or a file, and made harmless and readable on a terminal. The secrets of
/// the session are masked in both.
struct CallOutput {
    private let secrets: KnownSecrets
    private let showsHead: Bool

    init(_ secrets: KnownSecrets, showsHead: Bool) {
        self.secrets = secrets
        self.showsHead = showsHead
    }

    /// - Throws: `OutputError`, and `UnshownBody` for one that is not for a terminal.
    func write(_ response: Response) throws -> ExitStatus {
        if showsHead {
            try Output.data(Self.head(status: response.status, response.headers, secrets))
        }
        guard Output.isTerminal else { return try Output.data(secrets.data(response.body)) }
        if response.body.isEmpty { return ExitStatus.done }
        if let json = try? JSONReader.read(response.body, strictness: .strict) {
            return try Output.json(JSONWriter.text(secrets.json(json)))
        }
        guard let text = Self.text(of: response) else { throw UnshownBody(response) }
        return try Output.text(secrets.text(text))
    }

    /// Status and header fields, and an empty line.
    static func head(status: Int, _ headers: HTTPHeaders, _ secrets: KnownSecrets) -> Data {
        let lines = ["HTTP \(status)"] + secrets.headers(headers).fields.map { "\($0.name): \($0.value)" }
        let shown = Output.isTerminal ? lines.map(Output.printable) : lines
        return Data((shown + ["", ""]).joined(separator: "\n").utf8)
    }

    /// The body as text; nil for one that is none. Text in an old encoding is shown as far as it is ASCII.
    private static func text(of response: Response) -> String? {
        guard !response.body.contains(0) else { return nil }
        if let text = String(data: response.body, encoding: .utf8) { return text }
        let type = response.headers["Content-Type"]?.lowercased() ?? ""
        return type.hasPrefix("text/") ? String(decoding: response.body, as: UTF8.self) : nil
    }
}

/// A body that a terminal cannot show.
struct UnshownBody: Error, CustomStringConvertible {
    let description: String

    init(_ response: Response) {
        let type = response.headers["Content-Type"].map { " of \($0)" } ?? ""
        description =
            "The answer is \(counted(response.body.count, "byte"))\(type), which a terminal cannot show. "
            + "Write them to a file: add > FILE to the command."
    }
}

/// Writes an answer while it comes. Only into a pipe or a file: nothing in it is made harmless for a terminal.
struct AnswerStream: Sendable {
    /// Takes the body of the answer.
    let sink: BodySink
    private let writer: Writer
    private let secrets: KnownSecrets
    private let showsHead: Bool

    /// Bytes of a body: several times what the largest lists and exports take. A body without end must not fill a disk.
    private static let limit = 256 << 20

    init(_ secrets: KnownSecrets, showsHead: Bool) {
        let writer = Writer(secrets)
        sink = BodySink(
            limit: Self.limit,
            begin: { head in
                if showsHead { writer.write(CallOutput.head(status: head.status, head.headers, secrets)) }
            },
            write: writer.mask)
        (self.writer, self.secrets, self.showsHead) = (writer, secrets, showsHead)
    }

    /// The reason why standard output took no more; nil while it does.
    var failure: OutputError? { writer.failure }

    /// True for an answer that says it is JSON and ends in the middle of it.
    func isCut(_ response: Response) -> Bool {
        response.headers["Content-Type"]?.lowercased().contains("json") == true && !writer.hasWholeJSON
    }

    /// Writes what is left once the answer is whole.
    func end(_ response: Response) throws(OutputError) -> ExitStatus {
        if sink.received == 0, showsHead {
            writer.write(CallOutput.head(status: response.status, response.headers, secrets))
        }
        writer.end()
        if let failure { throw failure }
        return ExitStatus.done
    }

    /// The pieces come on the thread of the transfers, the end on another.
    private final class Writer: Sendable {
        private struct State {
            var masker: SecretMasker
            var end = AnswerEnd()
            var failure: OutputError?
        }

        private let state: Mutex<State>

        init(_ secrets: KnownSecrets) {
            state = Mutex(State(masker: SecretMasker(secrets)))
        }

        var failure: OutputError? { state.withLock { $0.failure } }

        var hasWholeJSON: Bool { state.withLock { $0.end.isWhole } }

        func write(_ data: Data) {
            state.withLock { _ = Self.write(data, &$0) }
        }

        /// False when standard output takes no more.
        @Sendable func mask(_ piece: UnsafeRawBufferPointer) -> Bool {
            state.withLock { state in
                state.end.take(piece)
                return Self.write(Data(state.masker.take(piece)), &state)
            }
        }

        func end() {
            state.withLock { _ = Self.write(Data($0.masker.end()), &$0) }
        }

        private static func write(_ data: Data, _ state: inout State) -> Bool {
            guard state.failure == nil else { return false }
            do throws(OutputError) {
                try Output.data(data)
                return true
            } catch {
                state.failure = error
                return false
            }
        }
    }
}

/// Writes the records of a list as one array, a line each. What comes after a failure is not asked for any more.
struct ListOutput {
    private(set) var failure: OutputError?
    private let secrets: KnownSecrets
    private var separator = "\n"

    init(_ secrets: KnownSecrets) {
        self.secrets = secrets
    }

    func begin() throws(OutputError) { try Output.data(Data("[".utf8)) }

    mutating func write(_ items: [JSONValue]) {
        guard failure == nil else { return }
        var text = Data()
        for item in items {
            let json = JSONWriter.write(secrets.json(item))
            text += Data(separator.utf8)
            text += Output.isTerminal ? Data(Sanitizer.json(String(decoding: json, as: UTF8.self)).utf8) : json
            separator = ",\n"
        }
        do throws(OutputError) {
            try Output.data(text)
        } catch {
            failure = error
            withUnsafeCurrentTask { $0?.cancel() }
        }
    }

    func end() throws(OutputError) -> ExitStatus { try Output.text("\n]") }
}
