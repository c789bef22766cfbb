import Foundation
import Synchronization

/// The lines of standard output: a word that says what the line is about, a tab, and the rest.
enum Report {
    private static let known = Mutex<Set<String>>([])

    /// A way for whoever goes there in a terminal: gestures between tabs, keys between blanks.
    static func place(_ place: Place) {
        write("place", place.path.map(\.description).joined(separator: "\t"))
    }

    /// A command and the first way to run it.
    static func command(_ id: String, _ path: [Gesture]) {
        write("command", id + "\t" + path.map(\.description).joined(separator: "\t"))
    }

    /// What was found to be wrong, once.
    static func fault(_ text: String) {
        guard known.withLock({ $0.insert(text).inserted }) else { return }
        write("fault", text)
    }

    static func figures(_ text: String) { write("figures", text) }

    /// The step that is begun, so that it is known when the program dies of it.
    static func trying(_ gesture: Gesture, at place: Place) {
        write("step", "\(place.name)  then  \(gesture.description)")
    }

    private static func write(_ word: String, _ text: String) {
        FileHandle.standardOutput.write(Data("\(word)\t\(text)\n".utf8))
    }
}
