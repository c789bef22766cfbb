/// The people behind requests. A client sends the same token with every request, and hashing it and finding whose it is
/// would be much of the work of a small one: so what was found for the last ones is kept.
struct Callers {
    private static let limit = 256
    /// By the whole value of `Authorization`.
    private var fingerprints: [String: String] = [:]
    /// The same people, as they are at `revision` of the data.
    private var known: [String: Caller] = [:]
    private var revision = 0

    /// The caller that the token of a request belongs to; nil without one that is valid.
    mutating func caller(of request: IncomingRequest, in database: Database) -> Caller? {
        guard let authorization = request.headers["authorization"] else { return nil }
        if revision != database.revision {
            known.removeAll(keepingCapacity: true)
            revision = database.revision
        }
        if let caller = known[authorization] { return caller }
        guard let fingerprint = fingerprint(authorization, of: request), let caller = database.caller(fingerprint)
        else { return nil }
        known[authorization] = caller
        return caller
    }

    private mutating func fingerprint(_ authorization: String, of request: IncomingRequest) -> String? {
        if let fingerprint = fingerprints[authorization] { return fingerprint }
        guard let token = request.bearerToken else { return nil }
        let fingerprint = Token.fingerprint(token)
        if fingerprints.count >= Self.limit {
            fingerprints.removeAll(keepingCapacity: true)
            known.removeAll(keepingCapacity: true)
        }
        fingerprints[authorization] = fingerprint
        return fingerprint
    }
}
