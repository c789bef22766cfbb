import Foundation
import SisenseClient

/// One call of an operation, with everything its handler may look at.
struct Call {
    let operation: SisenseClient.Operation
    /// The values of the gaps in the path.
    let values: [String: String]
    let request: IncomingRequest
    /// Nil where no login is needed and none was given.
    let caller: Caller?
    let passwordRounds: Int
    let wrongPasswordDelay: Duration
    let surroundings: Surroundings
    /// The version that is answered as; nil for the newest.
    var version: ServerVersion?
    /// The most records of a page.
    var pageLimit = Int.max

    var now: Date { surroundings.now }
    var audit: AuditTrail { surroundings.audit }

    /// Deeper JSON than this is no document of this API.
    private static let jsonDepth = 64

    /// The value of a gap in the path; empty when the template has no such gap.
    func value(_ name: String) -> String { values[name] ?? "" }

    /// A value of the query; nil when absent.
    func query(_ name: String) -> String? {
        request.target.query.first { $0.name == name }?.value
    }

    func flag(_ name: String) -> Bool? { query(name).flatMap(Self.flag) }

    /// A boolean as clients write it in a query, `True` of Python too; nil for anything else.
    static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }

    /// A comma separated list of the query; nil when absent.
    func list(_ name: String) -> [String]? {
        query(name).map { $0.split(separator: ",").map(String.init) }
    }

    /// The body as JSON.
    /// - Throws: 400 for what is none, for a member that comes twice and for deep nesting; 415 for a body of another
    ///   type. A browser sends those on behalf of any page without asking first.
    func json() throws(APIError) -> JSONValue {
        guard !request.body.isEmpty else { throw .invalid("The request has no body", status: 400) }
        guard request.mediaType == "application/json" else {
            let type = request.mediaType.map { "not as \($0)" } ?? "and its type is missing"
            throw APIError(
                status: 415, code: 415,
                message: "The body has to be sent with Content-Type: application/json, \(type)")
        }
        do {
            return try JSONReader.read(request.body, strictness: .strict, depthLimit: Self.jsonDepth)
        } catch {
            throw .invalid("The body is \(error)", status: 400)
        }
    }

    /// The body as a JSON object.
    func object() throws(APIError) -> JSONObject {
        guard case .object(let object) = try json() else {
            throw .invalid("The body has to be a JSON object", status: 400)
        }
        return object
    }

    /// The caller of an operation that needs a login.
    func person() throws(APIError) -> Caller {
        guard let caller else { throw .invalidToken }
        return caller
    }

    var timestamp: JSONValue { .string(Timestamp(now).description) }
}

/// The ids of this API: 24 hexadecimal digits, the first eight of which are the seconds of its making.
enum ObjectID {
    /// A new id: the time in seconds, then chance.
    static func make(_ now: Date) -> String {
        let seconds = UInt32(clamping: Int(now.timeIntervalSince1970))
        let time = (0..<4).map { UInt8(truncatingIfNeeded: seconds >> UInt32(24 - 8 * $0)) }
        return (time + Random.bytes(8)).hexadecimal
    }

    static func isValid(_ id: String) -> Bool { id.isObjectID }
}
