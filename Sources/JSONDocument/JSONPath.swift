/// The path of a value in a document: `webServer.cors.allowedOrigins[2]`.
package struct JSONPath: Sendable, Hashable, CustomStringConvertible {
    /// One step down: into a member of an object or an item of an array.
    package enum Step: Sendable, Hashable {
        case member(String)
        case item(Int)
    }

    package let steps: [Step]

    package init(_ steps: [Step] = []) {
        self.steps = steps
    }

    /// - Parameter names: names of members within each other, separated by dots.
    package init(dotted names: String) {
        self.init(names.split(separator: ".").map { .member(String($0)) })
    }

    /// The path to a child of what this one leads to.
    package func appending(_ step: Step) -> JSONPath { JSONPath(steps + [step]) }

    /// The name of the innermost member, which decides whether the value is a secret.
    package var lastMember: String? {
        for case .member(let name) in steps.reversed() { return name }
        return nil
    }

    /// The name of the outermost member.
    package var topMember: String? {
        if case .member(let name)? = steps.first { name } else { nil }
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

    /// A copy with `value` at `path`, as `set` puts it there.
    package func setting(_ path: JSONPath, to value: JSONValue) -> JSONValue {
        var copy = self
        copy.set(path, to: value)
        return copy
    }

    /// Puts `value` at `path`, without copying what is on the way. Objects on the way are made where they are missing,
    /// or where something else stands; an item is only put where the array has one.
    package mutating func set(_ path: JSONPath, to value: JSONValue) {
        update(path.steps[...]) { $0 = value }
    }

    /// Changes the value at `path` as `set` would replace it. `change` gets `null` where there is none.
    package mutating func update(_ path: JSONPath, _ change: (inout JSONValue) -> Void) {
        update(path.steps[...], change)
    }

    private mutating func update(_ steps: ArraySlice<JSONPath.Step>, _ change: (inout JSONValue) -> Void) {
        guard let step = steps.first else { return change(&self) }
        let rest = steps.dropFirst()
        switch step {
        case .member(let name):
            var object = self.object ?? JSONObject()
            // Given up here, so that the object is changed in its own memory.
            self = .null
            object.update(name) { $0.update(rest, change) }
            self = .object(object)
        case .item(let index):
            guard case .array(var items) = self, items.indices.contains(index) else { return }
            self = .null
            items[index].update(rest, change)
            self = .array(items)
        }
    }
}

extension JSONValue {
    /// The members at any depth that are no objects themselves, or empty ones, with the names that lead to them. A list
    /// is one value.
    package var leaves: [(path: [String], value: JSONValue)] {
        guard case .object(let object) = self else { return [] }
        return object.members.flatMap { member -> [(path: [String], value: JSONValue)] in
            let inner = member.value.leaves
            return inner.isEmpty ? [([member.key], member.value)] : inner.map { ([member.key] + $0.path, $0.value) }
        }
    }
}
