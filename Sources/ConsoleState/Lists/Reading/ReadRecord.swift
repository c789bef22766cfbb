package import SisenseClient

/// A record read once, as a script wants it, without the secrets that it holds.
package struct ReadRecord: Sendable {
    package let name: String
    /// What the console shows above its document: names and values.
    package let facts: [RecordFact]
    /// The record as the server sends it.
    package let json: JSONValue

    package init(_ id: RecordID, in feature: ListFeature, _ context: WorkContext) async throws(APIError) {
        let secrets = context.client.secrets
        let record = try await feature.read(context, id).outlined(in: feature, secrets)
        (name, facts, json) = (record.name, record.facts, secrets.json(Redactor.json(record.json)))
    }
}
