/// Looks for a pattern in many texts, and remembers what it learned from each: the sets of steps it can be in, and where
/// each byte leads from them.
struct PatternMatcher {
    private let pattern: Pattern
    /// Sets of steps, in the order they were met, and which of them stand for a match at once or at the end of a cell.
    private var sets: [[Int]] = []
    private var matches: [Bool] = []
    private var matchesAtEnd: [Bool] = []
    private var numbers: [[Int]: Int32] = [:]
    /// For each set and byte the next set; `unknown` where nobody has looked yet.
    private var table: [Int32] = []
    private var start: Int32 = 0
    private var marks: [Bool]

    private static let unknown: Int32 = -1
    /// Sets that are remembered before it begins anew: half a megabyte.
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
