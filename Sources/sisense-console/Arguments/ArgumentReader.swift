import SisenseClient

/// Walks along the arguments, taking options as they come: `--name value` and `--name=value` mean the same.
struct ArgumentReader {
    private var rest: ArraySlice<String>
    /// The option returned last and what stood behind its `=`, until that is taken.
    private var attached: (option: String, value: String)?
    private var takesOptions = true

    init(_ arguments: [String]) {
        rest = arguments[...]
    }

    enum Item: Equatable {
        case option(String)
        case value(String)
    }

    /// The next option or plain argument. After `--` everything is plain; `-` alone is plain too.
    mutating func next() throws(UsageError) -> Item? {
        if let attached { throw UsageError("\(attached.option) takes no value, but \"\(attached.value)\" was given.") }
        guard let argument = rest.popFirst() else { return nil }
        guard takesOptions, argument.hasPrefix("-"), argument != "-" else { return .value(argument) }
        if argument == "--" {
            takesOptions = false
            return try next()
        }
        // `-qname=value`, as one writes it for other programs.
        let short = String(argument.prefix(2))
        if !argument.hasPrefix("--"), argument.count > 2, Usage.options[short]?.value != nil {
            let value = argument.dropFirst(2)
            attached = (short, String(value.first == "=" ? value.dropFirst() : value))
            return .option(short)
        }
        guard argument.hasPrefix("--"), let equals = argument.firstIndex(of: "=") else { return .option(argument) }
        let option = String(argument[..<equals])
        attached = (option, String(argument[argument.index(after: equals)...]))
        return .option(option)
    }

    /// The value of the option just taken.
    mutating func value(of option: String) throws(UsageError) -> String {
        if let attached {
            self.attached = nil
            return attached.value
        }
        guard let value = rest.popFirst() else { throw UsageError("\(option) needs a value.") }
        return value
    }

    /// The value that stands behind the `=` of the option just taken; nil where there is none.
    mutating func attachedValue() -> String? {
        defer { attached = nil }
        return attached?.value
    }

    /// The value of the option just taken, as a number of `range`.
    mutating func number(of option: String, in range: ClosedRange<Int>) throws(UsageError) -> Int {
        let text = try value(of: option)
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                "\(option) takes a number from \(range.lowerBound) to \(range.upperBound), not \"\(text)\".")
        }
        return number
    }

    /// The value of the option just taken, as name and value around the first `=`.
    mutating func pair(of option: String) throws(UsageError) -> (name: String, value: String) {
        let text = try value(of: option)
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
            throw UsageError("\(option) takes name=value, not \"\(text)\".")
        }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }

    /// Fields that frame a message or steer its connection. Another value than the program's would make two requests
    /// of one, or one that never ends.
    private static let ownFields: Set<String> = [
        "connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade",
    ]

    /// The value of the option just taken, as a header field: the name and the value around the first `:`.
    mutating func headerField(of option: String) throws(UsageError) -> (name: String, value: String) {
        let text = try value(of: option)
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? ""
        // A token of RFC 9110 section 5.6.2.
        guard parts.count == 2, name.wholeMatch(of: /[A-Za-z0-9!#$%&'*+.^_`|~-]+/) != nil else {
            throw UsageError("\(option) takes 'Name: value', not \"\(text)\".")
        }
        guard !Self.ownFields.contains(name.lowercased()) else {
            throw UsageError("\(option): \(name) is set by the program itself.")
        }
        let value = parts[1].drop { $0 == " " || $0 == "\t" }
        return (name, String(value))
    }
}

/// The reason why the arguments are not valid, and what would be.
struct UsageError: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
