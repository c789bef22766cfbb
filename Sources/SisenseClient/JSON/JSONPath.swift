/// Where a value stands in a document: `webServer.cors.allowedOrigins[2]`.
package struct JSONPath: Sendable, Hashable, CustomStringConvertible {
    package enum Step: Sendable, Hashable {
        case member(String)
        case item(Int)
    }

    package let steps: [Step]

    package init(_ steps: [Step] = []) {
        self.steps = steps
    }

    package func appending(_ step: Step) -> JSONPath { JSONPath(steps + [step]) }

    /// The name of the innermost member, which tells whether the value is a secret.
    package var lastMember: String? {
        for case .member(let name) in steps.reversed() { return name }
        return nil
    }

    package var description: String {
        steps.reduce(into: "") { text, step in
            switch step {
            case .member(let name) where name.isEmpty || name.contains { "[]\". ".contains($0) }:
                text += "[\"\(name)\"]"
            case .member(let name): text += text.isEmpty ? name : "." + name
            case .item(let index): text += "[\(index)]"
            }
        }
    }
}

extension JSONValue {
    /// The value at `path`; nil when there is none.
    package subscript(_ path: JSONPath) -> JSONValue? {
        path.steps.reduce(Optional(self)) { value, step in
            switch (step, value) {
            case (.member(let name), let value?): value[name]
            case (.item(let index), .array(let items)?): items.indices.contains(index) ? items[index] : nil
            default: nil
            }
        }
    }
}
