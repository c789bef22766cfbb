import Foundation

extension JSONValue {
    /// What somebody means who types a value without quotes: numbers, true, false, null, lists and objects are taken
    /// as such, everything else as text.
    package init(typed text: String) {
        self = (try? JSONReader.read(Data(text.utf8))) ?? .string(text)
    }
}
