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

/// The reason why the arguments are not valid, and what would be.
struct UsageError: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
