/// Walks along the arguments, taking options as they come: `--name value` and `--name=value` mean the same.
struct ArgumentReader {
    private var rest: ArraySlice<String>
    /// What stood behind the `=` of the option returned last.
    private var attached: String?
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
        if let attached { throw UsageError("Nothing was expected behind the \"=\" of \"=\(attached)\".") }
        guard let argument = rest.popFirst() else { return nil }
        guard takesOptions, argument.hasPrefix("-"), argument != "-" else { return .value(argument) }
        if argument == "--" {
            takesOptions = false
            return try next()
        }
        guard argument.hasPrefix("--"), let equals = argument.firstIndex(of: "=") else { return .option(argument) }
        attached = String(argument[argument.index(after: equals)...])
        return .option(String(argument[..<equals]))
    }

    /// The value of the option just taken.
    mutating func value(of option: String) throws(UsageError) -> String {
        if let attached {
            self.attached = nil
            return attached
        }
        guard let value = rest.popFirst() else { throw UsageError("\(option) needs a value.") }
        return value
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
}

/// Arguments that make no sense, and what would.
struct UsageError: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
