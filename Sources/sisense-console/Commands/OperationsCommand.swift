import SisenseClient

/// Lists every operation of the API.
struct OperationsCommand {
    let isJSON: Bool

    func run() -> Int32 {
        let groups = Catalogue.sisense.groups
        if isJSON {
            let operations = groups.flatMap { group in group.operations.map { $0.json(group: group.name) } }
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
}

extension String {
    /// With blanks behind it up to `width` characters; never cut.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(width - count, 0))
    }
}
