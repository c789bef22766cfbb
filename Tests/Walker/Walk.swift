import ConsoleState
import ConsoleUI
import TerminalKit

/// Finds every place that commands of the table lead to, and runs every command in each, without naming any: a command
/// that is added to the table is walked.
struct Walk {
    private let console: WalkedConsole
    /// Whether commands that are the same everywhere are run in a few places only, for a slow build.
    private let isBrief: Bool
    private var runs: [String: Int] = [:]
    private(set) var places: [Place] = []
    private(set) var steps = 0
    private(set) var commands: Set<String> = []
    /// Where each command was run first, as a number among the places.
    private(set) var firstPlace: [String: (place: Int, gesture: Gesture)] = [:]
    private var known: Set<String> = []

    init(_ console: WalkedConsole, isBrief: Bool) {
        self.console = console
        self.isBrief = isBrief
    }

    /// Texts that fields are filled in with, each for all fields of a form: a name, a number, an address, an object.
    private static let texts = ["walk", "7", "walk@acme.example", "https://walk.acme.example", "{}"]

    mutating func run() async {
        await add(Place(path: [], state: console.start()))
        var next = 0
        while next < places.count {
            let place = places[next]
            for (id, gesture) in gestures(in: place) where !isBrief || runs[id, default: 0] < 8 {
                await step(id, gesture, at: next)
            }
            next += 1
        }
    }

    private mutating func add(_ place: Place) {
        guard known.insert(place.signature).inserted else { return }
        places.append(place)
        Report.place(place)
    }

    private mutating func step(_ id: String, _ gesture: Gesture, at index: Int) async {
        let place = places[index]
        Report.trying(gesture, at: place)
        let before = console.changes
        let step = await console.run([gesture], from: place.state)
        var problems = step.problems
        if console.changes != before { problems.append("it sent a change that nobody approved") }
        for problem in Set(problems).sorted() {
            Report.fault("\(place.name)  then  \(gesture.description): \(problem)")
        }
        steps += 1
        if !id.isEmpty { runs[id, default: 0] += 1 }
        if !id.isEmpty, commands.insert(id).inserted { firstPlace[id] = (index, gesture) }
        guard step.state.quit != .yes else { return }
        add(Place(path: place.path + [gesture], state: step.state))
    }

    /// Everything that can be done at a place: by key, by name, and by typing.
    private func gestures(in place: Place) -> [(id: String, gesture: Gesture)] {
        let state = place.state
        let scopes = Scope.active(in: state)
        // What belongs to all records alike has been tried on the first.
        let active = CommandTable.active(in: state).filter { command in
            !place.isLaterKind || command.scope == .pane(state.pane) || command.keys.contains(KeyStroke("j"))
        }
        var gestures: [(String, Gesture)] = []
        for command in active {
            if let key = command.keys.first { gestures.append((command.id, Gesture([key]))) }
            guard scopes.last == .console else { continue }
            // The menu leads to the same as the key: once is enough, where there is one.
            if command.keys.isEmpty || !commands.contains(command.id) {
                gestures.append((command.id, .named(command.name)))
            }
            for choice in command.argument?.choices(state).prefix(3) ?? [] {
                gestures.append((command.id, .named("\(command.name) \(choice.value)")))
            }
        }
        if let menu = state.menu, menu.kind == .copies || menu.kind == .calls {
            // As many lines as such a menu may have; behind the last the cursor stays on it.
            for line in 1...12 {
                gestures.append(("", Gesture(Array(repeating: KeyStroke(.down), count: line) + [KeyStroke(.enter)])))
            }
        }
        if scopes.first?.editing(in: state) != nil {
            gestures.append(("", Gesture(typing: "walk")))
            gestures.append(("", Gesture(typing: "walk", then: KeyStroke(.enter))))
        }
        if scopes.first == .form, let form = state.form {
            gestures += Self.texts.map { ("", Self.filling(form, with: $0)) }
        }
        return gestures
    }

    /// Types a text into every field and submits.
    private static func filling(_ form: FormState, with text: String) -> Gesture {
        let typed = Gesture(typing: text, then: KeyStroke(.tab)).keys
        // The first thing there is to choose.
        let chosen = [KeyStroke(.enter), KeyStroke(.enter)]
        return Gesture(form.fields.flatMap { $0.isPicked ? chosen : typed } + [.control("s")])
    }
}
