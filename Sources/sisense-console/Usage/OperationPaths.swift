import SisenseClient

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
