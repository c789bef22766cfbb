import SisenseClient

/// The shells the program can be completed in.
enum Shell: String, CaseIterable {
    case bash
    case zsh
    case fish

    /// The script to be read by the shell.
    var completions: String {
        switch self {
        case .bash: BashCompletions.text
        case .zsh: ZshCompletions.text
        case .fish: FishCompletions.text
        }
    }
}

/// The paths of the API by method, as short as `call` takes them, for completion.
enum OperationPaths {
    static let byMethod: [(method: String, paths: [String])] = HTTPMethod.allCases.compactMap { method in
        let paths = Catalogue.sisense.operations.filter { $0.method == method }.map(short)
        return paths.isEmpty ? nil : (method.rawValue, Array(Set(paths)).sorted())
    }

    /// Without the base of its version where that leads to the same operation.
    private static func short(_ operation: Operation) -> String {
        let found = try? Catalogue.sisense.resolve(operation.method, operation.path)
        return found?.operation == operation ? operation.path : operation.template.description
    }
}
