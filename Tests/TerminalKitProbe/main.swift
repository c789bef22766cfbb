import Foundation
import TerminalKit

// A program for the tests of the screen: it shows TerminalKit in a real terminal and does what the keys say.
//
//     terminal-probe table      a table of 100,000 rows
//     terminal-probe scenes     frames full of everything; each is also written to a file, to compare
//     terminal-probe keys       prints every event

do {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "table": try await TableProbe().run()
    case "scenes": try await SceneProbe().run()
    case "keys": try await KeyProbe().run()
    default:
        FileHandle.standardError.write(Data("usage: terminal-probe table|scenes|keys\n".utf8))
        exit(64)
    }
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(2)
}
