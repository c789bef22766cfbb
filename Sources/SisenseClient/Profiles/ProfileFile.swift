import Foundation

/// A profile as JSON. All problems of a file are found at once, each with its line.
struct ProfileFile {
    private typealias Field = ProfileKey

    private let path: String
    private let home: URL
    private let text: String
    private var document = JSONObject()
    private(set) var problems: [ProfileProblem] = []

    /// - Parameter home: the folder that `~/` means in paths.
    init(_ data: Data, path: String, home: URL) {
        self.path = path
        self.home = home
        text = String(decoding: data, as: UTF8.self)
        do throws(JSONError) {
            guard case .object(let object) = try JSONReader.read(data, strictness: .strict) else {
                problems.append(ProfileProblem(file: path, line: 1, field: nil, message: "a profile is a JSON object"))
                return
            }
            document = object
        } catch {
            let line = data.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
            problems.append(ProfileProblem(file: path, line: line, field: nil, message: error.description))
        }
    }

    // MARK: Reading

    /// The profile, unless it has no usable server or its file no usable JSON. A field with a problem keeps its
    /// default, except that a faulty `readonly` counts as true.
    mutating func profile(named name: ProfileName) -> Profile? {
        guard problems.isEmpty else { return nil }
        let known = Set(Field.allCases.map(\.rawValue))
        for key in document.keys where !known.contains(key) { report(key, "no field with this name") }
        guard let server = server() else { return nil }
        var profile = Profile(name: name, server: server)
        profile.user = string(.user)
        profile.kind = kind()
        profile.isReadOnly = flag(.readonly) ?? (document[Field.readonly.rawValue] != nil)
        profile.allowsChanges = document[Field.readonly.rawValue]?.bool == false
        profile.asksReason = flag(.askReason) ?? false
        profile.startPane = string(.pane)
        profile.keepsSnapshots = flag(.snapshotAtStart) ?? false
        profile.allowedSigners = filePath(.allowedSigners)
        profile.allowsSelfApproval = flag(.selfApproval) ?? false
        profile.isDefault = flag(.default) ?? false
        profile.answerTimeout = seconds(.timeout)
        profile.tls = TLSSettings(
            authorityFile: filePath(.caFile), authorityFolder: filePath(.caFolder),
            clientCertificate: filePath(.clientCertificate), clientKey: filePath(.clientKey))
        profile.proxy = string(.proxy).map(Proxy.init)
        guard let source = tokenSource() else { return nil }
        profile.tokenSource = source
        profile.unknown = JSONObject(document.members.filter { !known.contains($0.key) }.map { ($0.key, $0.value) })
        return profile
    }

    private mutating func server() -> ServerAddress? {
        guard let text = string(.server) else {
            if document[Field.server.rawValue] == nil {
                report(Field.server.rawValue, "the server's address is missing")
            }
            return nil
        }
        do {
            return try ServerAddress(text)
        } catch {
            report(Field.server.rawValue, error.description)
            return nil
        }
    }

    private mutating func kind() -> ServerKind? {
        // Nobody is to send a change lightly because of a slip.
        guard let text = string(.kind) else { return document[Field.kind.rawValue] == nil ? nil : .production }
        if let kind = ServerKind(rawValue: text) { return kind }
        let known = ServerKind.allCases.map(\.rawValue).joined(separator: ", ")
        report(Field.kind.rawValue, "\"\(text)\" is none of \(known)")
        return .production
    }

    /// Nil where the source is given but wrong: asking for a password instead would hide that.
    private mutating func tokenSource() -> TokenSource? {
        let given = Field.tokenSources.filter { document[$0.rawValue] != nil }
        guard let field = given.first else { return .prompt }
        guard given.count == 1 else {
            report(given[1].rawValue, "only one source of the token is possible; \(field.rawValue) is also set")
            return nil
        }
        switch field {
        case .tokenEnvironment: return string(field).map(TokenSource.environment)
        case .tokenDescriptor: return descriptor().map(TokenSource.descriptor)
        case .tokenFile: return string(field).map { .file(url($0)) }
        default: return command().map(TokenSource.command)
        }
    }

    private mutating func descriptor() -> Int32? {
        let field = Field.tokenDescriptor.rawValue
        guard let number = document[field]?.integer, (3...65_535).contains(number) else {
            report(field, "a file descriptor is a number from 3 on")
            return nil
        }
        return Int32(number)
    }

    private mutating func command() -> TokenCommand? {
        let field = Field.tokenCommand.rawValue
        let timeout = seconds(.tokenCommandTimeout) ?? TokenCommand.defaultTimeout
        if let line = document[field]?.string, !line.isEmpty { return TokenCommand(.shell(line), timeout: timeout) }
        let items = document[field]?.array ?? []
        let words = items.compactMap(\.string)
        guard let program = words.first, !program.isEmpty, words.count == items.count else {
            report(field, "a command is a list of a program and its arguments, or one line for the shell")
            return nil
        }
        let path = program.hasPrefix("~/") ? url(program).path(percentEncoded: false) : program
        return TokenCommand(.program(path, arguments: Array(words.dropFirst())), timeout: timeout)
    }

    private func url(_ path: String) -> URL {
        path.hasPrefix("~/") ? home.appending(path: path.dropFirst(2)) : URL(filePath: path, relativeTo: home)
    }

    private mutating func filePath(_ field: Field) -> String? {
        string(field).map { url($0).path(percentEncoded: false) }
    }

    private mutating func string(_ field: Field) -> String? {
        guard let value = document[field.rawValue] else { return nil }
        guard let text = value.string, !text.isEmpty else {
            report(field.rawValue, "expected a text, not \(value.string == nil ? value.kind : "an empty one")")
            return nil
        }
        return text
    }

    private mutating func flag(_ field: Field) -> Bool? {
        guard let value = document[field.rawValue] else { return nil }
        if value.bool == nil { report(field.rawValue, "expected true or false, not \(value.kind)") }
        return value.bool
    }

    private mutating func seconds(_ field: Field) -> Duration? {
        guard let value = document[field.rawValue] else { return nil }
        guard case .number(let number) = value, let seconds = number.integer, (1...3600).contains(seconds) else {
            report(field.rawValue, "expected a number of seconds from 1 to 3600")
            return nil
        }
        return .seconds(seconds)
    }

    private mutating func report(_ field: String, _ message: String) {
        problems.append(ProfileProblem(file: path, line: line(of: field), field: field, message: message))
    }

    /// The line on which a member stands. No member's value holds a member of the same name.
    private func line(of field: String) -> Int? {
        let name = text.ranges(of: "\"\(field)\"").first { range in
            text[range.upperBound...].first { !$0.isWhitespace } == ":"
        }
        return name.map { text[..<$0.lowerBound].count(where: \.isNewline) + 1 }
    }

    // MARK: Writing

    static func data(_ profile: Profile) -> Data {
        JSONWriter.write(json(profile), layout: .indented) + Data("\n".utf8)
    }

    static func json(_ profile: Profile) -> JSONValue {
        var document = JSONObject()
        func set(_ field: Field, _ value: JSONValue?) { document[field.rawValue] = value }
        set(.server, .string(profile.server.description))
        set(.user, profile.user.map(JSONValue.string))
        set(.kind, (profile.kind?.rawValue).map(JSONValue.string))
        set(.readonly, profile.isReadOnly ? true : profile.allowsChanges ? false : nil)
        set(.askReason, profile.asksReason ? true : nil)
        set(.pane, profile.startPane.map(JSONValue.string))
        set(.timeout, profile.answerTimeout.map(number))
        set(.caFile, profile.tls.authorityFile.map(JSONValue.string))
        set(.caFolder, profile.tls.authorityFolder.map(JSONValue.string))
        set(.clientCertificate, profile.tls.clientCertificate.map(JSONValue.string))
        set(.clientKey, profile.tls.clientKey.map(JSONValue.string))
        set(.proxy, (profile.proxy?.url).map(JSONValue.string))
        switch profile.tokenSource {
        case .prompt: break
        case .environment(let name): set(.tokenEnvironment, .string(name))
        case .descriptor(let number): set(.tokenDescriptor, .number(JSONNumber(Int(number))))
        case .file(let url): set(.tokenFile, .string(url.path(percentEncoded: false)))
        case .command(let command):
            switch command.invocation {
            case .shell(let line): set(.tokenCommand, .string(line))
            case .program(let program, let arguments):
                set(.tokenCommand, .array(([program] + arguments).map(JSONValue.string)))
            }
            if command.timeout != TokenCommand.defaultTimeout { set(.tokenCommandTimeout, number(command.timeout)) }
        }
        set(.snapshotAtStart, profile.keepsSnapshots ? true : nil)
        set(.allowedSigners, profile.allowedSigners.map(JSONValue.string))
        set(.selfApproval, profile.allowsSelfApproval ? true : nil)
        set(.default, profile.isDefault ? true : nil)
        for member in profile.unknown.members { document[member.key] = member.value }
        return .object(document)
    }

    private static func number(_ duration: Duration) -> JSONValue {
        .number(JSONNumber(Int(duration.components.seconds)))
    }
}
