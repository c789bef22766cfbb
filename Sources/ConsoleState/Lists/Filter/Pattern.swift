/// A regular expression, or the letters of a word with anything between them, made ready to be looked for in the folded
/// text of cells.
///
/// It is a machine of states (Thompson, "Regular Expression Search Algorithm", 1968), so looking takes a time that grows
/// with the text and never with the number of ways to match. No expression, however it is written, can hold anything up.
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
                // What is empty is as empty many times.
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
