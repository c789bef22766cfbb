import Foundation
import Testing

/// A number before a noun in the plural is wrong as soon as it is one. `counted` chooses between both.
@Suite("Numbers of things")
struct CountedNounTests {
    private static let sources = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

    @Test(
        "No text makes a plural by hand: counted does",
        arguments: ["ConsoleState", "ConsoleUI", "SisenseClient", "sisense-console"])
    func texts(target: String) throws {
        let folder = Self.sources.appending(path: target)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".swift") }
        #expect(!paths.isEmpty)
        for path in paths.sorted() {
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                #expect(
                    !Self.isMadeByHand(String(line)), "\(target)/\(path):\(index + 1): write counted(number, \"noun\")")
            }
        }
    }

    @Test(
        "A plural that is made by hand is found",
        arguments: [
            #""\(lines.count) lines kept""#, #""Send \(confirmation.plans.count) changes""#,
            #""\(Quantity.count(ids.count)) people lose it""#, #""\(notes.count - 2) more ways back""#,
            #""\(userCount) users""#, #"count == 1 ? "person" : "people""#, #"needed == 1 ? "seat" : "seats""#,
            #"count == 1 ? "1 connection" : "\(count) connections""#,
        ])
    func found(line: String) {
        #expect(Self.isMadeByHand(line))
    }

    @Test(
        "Sentences about a number, units, verbs and comments are none",
        arguments: [
            #""\(done.count) of \(plans.count) done""#, #""\(count) as Markdown""#, #""\(total.count) is too many""#,
            #""\(counted(lines.count, "line")) kept""#, #""\(milliseconds) ms""#,
            #"losers.count == 1 ? "loses" : "lose""#, #"/// `\(count) lines`"#, #""\(error.message) tries again""#,
        ])
    func others(line: String) {
        #expect(!Self.isMadeByHand(line))
    }

    /// A value that is a count, and the plural behind it.
    private static var number: Regex<Substring> {
        #/
        \\\( (?: [^()"] | \( [^()]* \) )*? [cC]ount (?: \( [^()]* \) | \ [-+]\ [^()]+ )? \)
        \ (?: more\  | other\  )? (?: people | (?! (?: is | was | has | as | does ) \b ) [a-z]+ s ) \b
        /#
    }

    /// A choice between a noun and its plural.
    private static var choice: Regex<(Substring, Substring?)> {
        /== 1 \? "(?:1 )?(?:person" : "people|([a-z]+)" : "(?:\\\([^()]*\) )?\1s)"/
    }

    private static func isMadeByHand(_ line: String) -> Bool {
        // Most lines count nothing, and a regular expression takes its time.
        guard line.contains("ount") || line.contains("== 1 ?"), !line.drop(while: { $0 == " " }).hasPrefix("//")
        else { return false }
        return line.firstMatch(of: number) != nil || line.firstMatch(of: choice) != nil
    }
}
