/// A document that is given out to be edited without its secrets, and gets them back after.
package struct MaskedDocument: Sendable {
    private let original: JSONValue

    package init(_ document: JSONValue) {
        original = document
    }

    /// The document with a mask instead of each secret.
    package var shown: JSONValue { Redactor.json(original) }

    /// The edited document with the secrets in the places of their masks.
    package func restored(in edited: JSONValue) -> JSONValue { Self.restored(edited, original) }

    private static func restored(_ edited: JSONValue, _ original: JSONValue?) -> JSONValue {
        switch edited {
        // What shows as the mask was not touched, whatever it stands for.
        case .string(Redactor.mask): return original ?? edited
        case .string:
            // A text in which only a part is masked.
            guard let original, Redactor.json(original) == edited else { return edited }
            return original
        case .object(let object):
            return .object(
                JSONObject(object.members.map { ($0.key, restored($0.value, original?[$0.key])) }))
        case .array(let items):
            let old = original?.array ?? []
            return .array(
                items.enumerated().map { index, item in
                    restored(item, old.indices.contains(index) ? old[index] : nil)
                })
        case .null, .bool, .number: return edited
        }
    }

    /// The paths at which a mask is left that stands for no secret known here.
    package static func unresolved(in document: JSONValue, at path: JSONPath = JSONPath()) -> [String] {
        switch document {
        case .string(Redactor.mask): [path.description]
        case .object(let object):
            object.members.flatMap { unresolved(in: $0.value, at: path.appending(.member($0.key))) }
        case .array(let items):
            items.enumerated().flatMap { unresolved(in: $0.element, at: path.appending(.item($0.offset))) }
        case .null, .bool, .number, .string: []
        }
    }
}
