import Foundation
import Testing

/// Every plan that the services make says what it rests on: a plan that nobody gave a base destroys what somebody else
/// has changed since its preview was shown.
@Suite("What plans rest on")
struct PlanBaseTests {
    private static let folders = ["Services", "Settings", "DesiredState", "Changes/Undo"]

    @Test("A plan that the services make has a base, or says why it has none")
    func everyPlan() throws {
        let core = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/SisenseClient")
        var found = 0
        for folder in Self.folders {
            let files = FileManager.default.enumerator(
                at: core.appending(path: folder), includingPropertiesForKeys: nil)
            for case let file as URL in try #require(files) where file.pathExtension == "swift" {
                let source = SourceText(try String(contentsOf: file, encoding: .utf8))
                for end in source.ends(of: "RequestPlan") where source.characters[end...].first == "(" {
                    found += 1
                    let arguments = try #require(Self.arguments(source.characters[end...]))
                    let rest = String(source.characters[arguments.endIndex...].prefix(80)).filter { !$0.isWhitespace }
                    #expect(
                        String(arguments).contains("precondition:") || rest.hasPrefix(".resting("),
                        "\(file.lastPathComponent):\(source.line(at: end)) makes a plan that rests on nothing")
                }
            }
        }
        #expect(found > 10)
    }

    /// The arguments up to the parenthesis that ends them.
    private static func arguments(_ text: ArraySlice<Character>) -> ArraySlice<Character>? {
        var depth = 0
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return text[...index] }
        }
        return nil
    }
}
