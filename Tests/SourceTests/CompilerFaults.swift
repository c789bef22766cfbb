/// Looks through code for shapes that today's compiler breaks when it optimises. The README ("What the compiler of
/// today breaks") tells how to see it.
struct CompilerFaults {
    struct Finding: Equatable, CustomStringConvertible {
        let file: String
        let line: Int
        let advice: String

        var description: String { "\(file):\(line): \(advice)" }
    }

    static let taskLocal =
        "a task-local value must not be a function or a tuple: put the function into a struct, as TransferObserver does"
    static let asyncTuple =
        "async code must not return a tuple: return a struct with a name"
    static let child =
        "a task must not give a tuple: use concurrentMap, concurrentForEach or concurrentOutcomes, or a struct"

    /// Names that stand for a function or a tuple anywhere in the files.
    private let functions: Set<String>
    private let tuples: Set<String>
    private let files: [(name: String, text: SourceText)]

    init(_ files: [(name: String, text: String)]) {
        // Most files have nothing of this, and taking them apart costs time.
        let words = ["@TaskLocal", "Task", "async", "makeStream", "typealias"]
        self.files = files.filter { file in words.contains(where: file.text.contains) }.map {
            ($0.name, SourceText($0.text))
        }
        var functions: Set<String> = []
        var tuples: Set<String> = []
        for (_, text) in self.files {
            for end in text.ends(of: "typealias") {
                let name = text.name(at: end)
                guard let value = text.skip(name, from: end).flatMap({ text.skip("=", from: $0) }) else { continue }
                if text.isTuple(at: value) { tuples.insert(name) }
                if Self.isFunction(text, at: value) { functions.insert(name) }
            }
        }
        self.functions = functions
        self.tuples = tuples
    }

    var findings: [Finding] {
        files.flatMap { file, text in
            (taskLocals(text) + asyncTuples(text) + children(text) + closures(text)).sorted { $0.0 < $1.0 }.map {
                Finding(file: file, line: text.line(at: $0.0), advice: $0.1)
            }
        }
    }

    private func taskLocals(_ text: SourceText) -> [(Int, String)] {
        text.ends(of: "@TaskLocal").filter { end in
            // Without its type, nobody sees what it is.
            let declaration = text.characters[end...].prefix { $0 != "=" && $0 != "{" && $0 != "}" }
            guard let colon = declaration.firstIndex(of: ":") else { return true }
            return isUnsafe(text, at: colon + 1, orFunction: true)
        }.map { ($0, Self.taskLocal) }
    }

    /// Types of functions and closures.
    private func asyncTuples(_ text: SourceText) -> [(Int, String)] {
        text.ends(of: "async").filter { end in
            var index = end
            if let thrown = text.skip("throws", from: index) {
                index = text.bracketed(at: text.next(thrown))?.end ?? thrown
            }
            return text.skip("->", from: index).map { isUnsafe(text, at: $0, orFunction: false) } ?? false
        }.map { ($0, Self.asyncTuple) }
    }

    /// Types of groups, tasks and streams.
    private func children(_ text: SourceText) -> [(Int, String)] {
        var places = ["Task", "TaskGroup", "ThrowingTaskGroup"].flatMap { word in
            text.ends(of: word).filter { end in
                text.characters[end...].first == "<" && isUnsafe(text, at: end + 1, orFunction: false)
            }
        }
        for word in ["withTaskGroup", "withThrowingTaskGroup", "makeStream"] {
            places += text.ends(of: word).filter { end in
                guard let start = text.skip("(", from: end).flatMap({ text.skip("of:", from: $0) }) else {
                    // Without its type, nobody sees what a group's children give.
                    return word != "makeStream"
                }
                return isUnsafe(text, at: start, orFunction: false)
            }
        }
        return places.map { ($0, Self.child) }
    }

    /// Tuples that a closure of a task returns, where no type says it.
    private func closures(_ text: SourceText) -> [(Int, String)] {
        let openers = ["Task", "detached", "addTask", "addTaskUnlessCancelled", "withTaskCancellationHandler"]
        let found = openers.flatMap { text.ends(of: $0) }.flatMap { end -> [Int] in
            var open = text.next(end)
            if open < text.characters.count, text.characters[open] == "(" {
                open = text.bracketed(at: open).map { text.next($0.end) } ?? open
            }
            guard open < text.characters.count, text.characters[open] == "{", let body = text.bracketed(at: open)
            else { return [] }
            let part = SourceText(part: text.characters[body.inside])
            return part.ends(of: "return").filter(part.isTuple(at:)).map { $0 + body.inside.lowerBound }
        }
        return Set(found).map { ($0, Self.child) }
    }

    private func isUnsafe(_ text: SourceText, at index: Int, orFunction: Bool) -> Bool {
        if text.isTuple(at: index) { return true }
        let name = text.name(at: index).split(separator: ".").last { $0 != "self" }.map(String.init) ?? ""
        guard orFunction else { return tuples.contains(name) }
        return functions.contains(name) || tuples.contains(name) || Self.isFunction(text, at: index)
    }

    private static func isFunction(_ text: SourceText, at index: Int) -> Bool {
        var index = text.next(index)
        while index < text.characters.count, text.characters[index] == "@" {
            index = text.next(index + 1 + text.name(at: index + 1).count)
        }
        // An optional function stands in brackets of its own.
        guard index < text.characters.count, text.characters[index] == "(", let found = text.bracketed(at: index)
        else { return false }
        if ["->", "throws", "async"].contains(where: { text.skip($0, from: found.end) != nil }) { return true }
        return isFunction(SourceText(part: text.characters[found.inside]), at: 0)
    }
}
