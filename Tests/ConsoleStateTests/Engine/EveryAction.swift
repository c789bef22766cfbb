import Foundation
import Testing

@testable import ConsoleState

/// Checks that a table of actions has one for each case of their enum, so that a new case cannot be forgotten.
/// - Parameter file: Where the enum is, below `Sources/ConsoleState`.
func expectEveryCase<Action>(
    _ actions: [Action], in file: String, at location: SourceLocation = #_sourceLocation
) throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/ConsoleState")
    let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
    let body = text.split(separator: "enum \(Action.self)").last.map(String.init)?.split(separator: "\n}").first ?? ""
    let cases = Set(body.matches(of: /(?m)^    (?:indirect )?case (\w+)/).map { String($0.output.1) })
    #expect(!cases.isEmpty, "\(file) has no cases", sourceLocation: location)
    let named = Set(actions.map { String("\($0)".prefix { $0.isLetter || $0.isNumber }) })
    #expect(cases.subtracting(named) == [], "cases that no test sends", sourceLocation: location)
}

/// Sends each of several actions to a state of its own in which none of them means anything: nothing may change and
/// nothing may start. A person may be told why.
func expectHarmless<State: Sendable>(
    _ actions: [ConsoleAction], in state: State, at location: SourceLocation = #_sourceLocation,
    _ reduce: (inout State, ConsoleAction) -> ConsoleOutcome
) {
    for action in actions {
        var changed = state
        let outcome = reduce(&changed, action)
        #expect(lines(of: changed) == lines(of: state), "state after \(action)", sourceLocation: location)
        #expect(outcome.effects.filter { !$0.isCancellation }.map(\.id) == [], "\(action)", sourceLocation: location)
        #expect(outcome.actions.map(caseName).allSatisfy { $0 == "posted" }, "\(action)", sourceLocation: location)
    }
}
