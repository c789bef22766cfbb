import SisenseClient

/// Lists every operation of the API.
struct OperationsCommand {
    let isJSON: Bool

    func run() -> Int32 {
        let groups = Catalogue.sisense.groups
        if isJSON {
            let operations = groups.flatMap { group in group.operations.map { json($0, group: group.name) } }
            return Output.text(JSONWriter.text(.array(operations)))
        }
        let lines = groups.flatMap { group in
            group.operations.map { operation in
                let method = operation.method.rawValue.padded(to: 7)
                let path = operation.template.description.padded(to: 60)
                return "\(operation.danger.letter)  \(method) \(path) \(operation.summary)"
            }
        }
        return Output.text(lines.joined(separator: "\n"))
    }

    private func json(_ operation: Operation, group: String) -> JSONValue {
        [
            "method": .string(operation.method.rawValue),
            "path": .string(operation.template.description),
            "api": .string(operation.version.rawValue),
            "group": .string(group),
            "summary": .string(operation.summary),
            "writes": .bool(operation.writes),
            "danger": .string(operation.danger.letter),
            "parameters": .array(operation.parameters.map(json)),
        ]
    }

    private func json(_ parameter: Parameter) -> JSONValue {
        [
            "name": .string(parameter.name),
            "in": .string(parameter.place.rawValue),
            "type": .string(parameter.kind.rawValue),
            "required": .bool(parameter.isRequired),
            "meaning": .string(parameter.meaning),
            "choices": .array(parameter.choices.map(JSONValue.string)),
        ]
    }
}

extension String {
    /// With blanks behind it up to `width` characters; never cut.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(width - count, 0))
    }
}
