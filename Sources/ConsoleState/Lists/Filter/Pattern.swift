/// A regular expression, or the letters of a word with anything between them, made ready to be looked for in the folded
/// text of cells.
///
/// It is a machine of states (Thompson, "Regular Expression Search Algorithm", 1968), so looking takes a time that
/// grows with the text and never with the number of ways to match. No expression, however it is written, can hold
/// anything up.
struct Pattern: Sendable, Equatable {
    enum Step: Sendable, Equatable {
        /// Goes on at `next` with one of these bytes.
        case byte(ByteSet, next: Int)
        case either(Int, Int)
        /// Goes on where a cell begins.
        case start(next: Int)
        /// Goes on where a cell ends.
        case end(next: Int)
        case match
    }

    private(set) var steps: [Step] = [.match]
    private(set) var entry = 0

    /// Steps of the largest expression: more than anybody types, few enough to be quick.
    private static let maxSteps = 4000

    /// - Throws: `PatternProblem` for what is no regular expression or too large.
    init(_ text: String) throws(PatternProblem) {
        try self.init(PatternParser.parse(text))
    }

    init(_ node: PatternNode) throws(PatternProblem) {
        entry = try add(node, next: 0)
    }

    /// Adds the steps of a part that goes on at `next`. - Returns: where it begins.
    private mutating func add(_ node: PatternNode, next: Int) throws(PatternProblem) -> Int {
        switch node {
        case .byte(let set): return try add(.byte(set, next: next))
        case .start: return try add(.start(next: next))
        case .end: return try add(.end(next: next))
        case .sequence(let nodes):
            var entry = next
            for node in nodes.reversed() { entry = try add(node, next: entry) }
            return entry
        case .choice(let nodes):
            guard let last = nodes.last else { return next }
            var entry = try add(last, next: next)
            for node in nodes.dropLast().reversed() { entry = try add(.either(try add(node, next: next), entry)) }
            return entry
        case .repeated(let node, let min, let max):
            var entry = next
            if let max {
                for _ in min..<max { entry = try add(.either(try add(node, next: entry), next)) }
            } else {
                entry = try add(.either(next, next))
                steps[entry] = .either(try add(node, next: entry), next)
            }
            for _ in 0..<min {
                let before = entry
                entry = try add(node, next: entry)
                // An empty match is as empty many times.
                if entry == before { break }
            }
            return entry
        }
    }

    private mutating func add(_ step: Step) throws(PatternProblem) -> Int {
        guard steps.count < Self.maxSteps else { throw PatternProblem("the expression is too large") }
        steps.append(step)
        return steps.count - 1
    }
}

/// Looks for a pattern in many texts, and remembers what it learned from each: the sets of steps it can be in, and
/// where each byte leads from them.
struct PatternMatcher {
    private let pattern: Pattern
    /// Sets of steps, in the order they were met, and which of them stand for a match at once or at the end of a cell.
    private var sets: [[Int]] = []
    private var matches: [Bool] = []
    private var matchesAtEnd: [Bool] = []
    private var numbers: [[Int]: Int32] = [:]
    /// The next set for each set and byte; `unknown` where nobody has looked yet.
    private var table: [Int32] = []
    private var start: Int32 = 0
    private var marks: [Bool]

    private static let unknown: Int32 = -1
    /// Sets that are remembered before it begins again: half a megabyte.
    private static let capacity = 512

    init(_ pattern: Pattern) {
        self.pattern = pattern
        marks = Array(repeating: false, count: pattern.steps.count)
        forget()
    }

    /// True when the pattern occurs in one of the cells, which are separated by zeros.
    mutating func occurs(in bytes: UnsafeRawBufferPointer) -> Bool {
        var set = start
        if matches[Int(set)] { return true }
        for byte in bytes {
            if byte == 0 {
                if matchesAtEnd[Int(set)] { return true }
                set = start
                continue
            }
            let known = table[Int(set) << 8 | Int(byte)]
            set = known != Self.unknown ? known : step(from: set, byte)
            if matches[Int(set)] { return true }
        }
        return matchesAtEnd[Int(set)]
    }

    private mutating func forget() {
        (sets, matches, matchesAtEnd, numbers, table) = ([], [], [], [:], [])
        start = number(of: closure([pattern.entry], atStart: true))
    }

    private mutating func step(from set: Int32, _ byte: UInt8) -> Int32 {
        let next = sets[Int(set)].compactMap { index -> Int? in
            if case .byte(let bytes, let next) = pattern.steps[index], bytes.contains(byte) { next } else { nil }
        }
        // The pattern may begin anywhere.
        let result = closure(next + [pattern.entry])
        guard sets.count < Self.capacity else {
            forget()
            return number(of: result)
        }
        let number = number(of: result)
        table[Int(set) << 8 | Int(byte)] = number
        return number
    }

    private mutating func number(of set: [Int]) -> Int32 {
        if let number = numbers[set] { return number }
        let number = Int32(sets.count)
        sets.append(set)
        numbers[set] = number
        matches.append(set.first == 0)
        matchesAtEnd.append(closure(set, atEnd: true).first == 0)
        table.append(contentsOf: repeatElement(Self.unknown, count: 256))
        return number
    }

    /// All steps that are reached from these without a byte, in order. The match is step 0.
    private mutating func closure(_ from: [Int], atStart: Bool = false, atEnd: Bool = false) -> [Int] {
        var reached: [Int] = []
        var waiting = from
        while let index = waiting.popLast() {
            guard !marks[index] else { continue }
            marks[index] = true
            reached.append(index)
            switch pattern.steps[index] {
            case .either(let one, let other): waiting += [one, other]
            case .start(let next) where atStart: waiting.append(next)
            case .end(let next) where atEnd: waiting.append(next)
            case .byte, .start, .end, .match: break
            }
        }
        for index in reached { marks[index] = false }
        return reached.sorted()
    }
}
