import Foundation
package import SisenseClient

/// A record that a script names: by its id, its name or its address.
package struct RecordSearch: Sendable {
    private let feature: ListFeature
    private let text: String

    package init(_ text: String, in feature: ListFeature) {
        (self.text, self.feature) = (text, feature)
    }

    /// The record: its id, and its name as the list shows it.
    package struct Found: Sendable {
        package let id: RecordID
        package let name: String
    }

    /// Finds the one record. An id is asked for by itself, since the list may be long.
    /// - Throws: `notFound` where there is none, `invalidCall` where several have that name.
    package func find(_ context: WorkContext) async throws(APIError) -> Found {
        if text.isObjectID, let record = await byID(context) { return record }
        var wishes = ListReading.Wishes()
        wishes.columns = .named(["id"] + keys)
        let reading: ListReading
        do throws(ListReading.Problem) {
            reading = try ListReading(feature, wishes, now: context.dependencies.now())
        } catch {
            throw APIError(.invalidCall, message: error.description, request: "", server: "")
        }
        let hits = Hits(text)
        _ = try await reading.read(context) { await hits.take($0) }
        let found = await hits.found
        guard let first = found.first else { throw missing(context) }
        guard found.count == 1 else { throw several(found, context) }
        return first
    }

    /// Nil where the server has none, or does not say: the list may know it all the same.
    private func byID(_ context: WorkContext) async -> Found? {
        guard let record = try? await feature.read(context, RecordID(text)) else { return nil }
        let name = record.row.cells.indices.contains(feature.nameColumn) ? record.row.cells[feature.nameColumn] : ""
        return Found(id: record.row.id, name: name)
    }

    /// The columns by which people know a record.
    private var keys: [String] {
        feature.columns.filter { $0.isName || $0.identity != nil }.map(\.id)
    }

    private func missing(_ context: WorkContext) -> APIError {
        APIError(
            .notFound, message: "None of the \(feature.noun) has the id or the name \"\(text)\".",
            request: "looked for", server: context.client.server.description,
            nextStep: "The list with the filter \"\(text)\" shows those that contain it.")
    }

    private func several(_ found: [Found], _ context: WorkContext) -> APIError {
        APIError(
            .invalidCall, message: "\(found.count) of the \(feature.noun) have the name \"\(text)\".",
            details: found.prefix(20).map { "\($0.id)  \($0.name)" }, request: "looked for",
            server: context.client.server.description, nextStep: "Name it by its id.")
    }

    /// The rows that the text names, whatever the case of its letters. An id is one record's alone.
    private actor Hits {
        private let text: String
        private(set) var found: [Found] = []

        init(_ text: String) {
            self.text = text
        }

        func take(_ rows: [ListReading.Row]) -> Bool {
            for row in rows {
                let name = row.shown.dropFirst().first ?? row.id.description
                if row.id.description == text {
                    found = [Found(id: row.id, name: name)]
                    return false
                }
                if row.shown.dropFirst().contains(where: { $0.caseInsensitiveCompare(text) == .orderedSame }) {
                    found.append(Found(id: row.id, name: name))
                }
            }
            return true
        }
    }
}
