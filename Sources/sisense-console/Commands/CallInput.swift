import Foundation
import SisenseClient

/// Makes the call that the arguments describe.
struct CallInput {
    let options: CallOptions
    let server: ServerAddress

    /// - Throws: `CallError`, or `UsageError` for what is wrong with the arguments and the files they name.
    func call() throws -> Call {
        let (typed, isWhole) = try path()
        let slips = CallSlips(options: options)
        let operation: SisenseClient.Operation
        let values: [String: String]
        do throws(CallError) {
            (operation, values) = try typed.operation(options.method, isWhole: isWhole)
        } catch {
            guard case .unknownOperation(_, let path) = error else { throw error }
            throw slips.unknown(options.method, path)
        }
        if let problem = slips.unfilled(values) { throw problem }
        return try Call(
            operation, path: values, query: typed.query + options.query, headers: options.headers,
            body: try body(of: operation))
    }

    /// The path, which may have been copied with the address of the server before it. It is whole then.
    private func path() throws(UsageError) -> (TypedPath, isWhole: Bool) {
        guard options.path.contains("://") else { return (TypedPath(options.path), false) }
        let address = server.description
        guard options.path.prefix(address.count).lowercased() == address.lowercased(),
            options.path.dropFirst(address.count).hasPrefix("/")
        else {
            throw UsageError("\(options.path) is not on \(address). Give the path alone, or choose with --server.")
        }
        return (TypedPath(String(options.path.dropFirst(address.count))), true)
    }

    private func body(of operation: SisenseClient.Operation) throws -> RequestBody? {
        switch options.body {
        // It is filled in before anything is planned.
        case nil: return options.isEdited ? .json([:]) : nil
        case .form(let fields): return .form(fields)
        case .input(let file):
            let data = try Self.read(file)
            if let type = options.contentType { return .bytes(data, contentType: type) }
            return try Self.body(data, from: file)
        case .fields(let fields):
            let takesForm = operation.parameters.contains { $0.location == .form }
            if takesForm || options.contentType?.hasPrefix(Self.formType) == true {
                return .form(fields.map { QueryItem($0.name, $0.value) })
            }
            let json = JSONValue.object(JSONObject(fields.map { ($0.name, JSONValue(typed: $0.value)) }))
            return options.contentType.map { .bytes(JSONWriter.write(json), contentType: $0) } ?? .json(json)
        }
    }

    /// - Parameter file: A path, or `-` for standard input.
    private static func read(_ file: String) throws(UsageError) -> Data {
        do {
            guard file == "-" else { return try Data(contentsOf: URL(filePath: file)) }
            return try FileHandle.standardInput.readToEnd() ?? Data()
        } catch {
            throw UsageError("Could not read \(file): \(error.localizedDescription)")
        }
    }

    private static let formType = "application/x-www-form-urlencoded"

    /// The body that a file holds. A body that is meant to be JSON must be exactly that: a member that comes twice or a
    /// number that is none would reach the server as something else than was written.
    static func body(_ data: Data, from file: String) throws(UsageError) -> RequestBody {
        do throws(JSONError) {
            return .json(try JSONReader.read(data, strictness: .strict))
        } catch {
            let first = data.first { !" \n\r\t".utf8.contains($0) }
            guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
                return .bytes(data, contentType: "application/octet-stream")
            }
            let name = file == "-" ? "Standard input" : file
            throw UsageError(
                "\(name) is \(error). With --content-type it is sent as it is, byte for byte.")
        }
    }
}
