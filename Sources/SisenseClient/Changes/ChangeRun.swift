package import Foundation

/// Changes that were approved together and are sent one after the other.
package struct ChangeRun: Sendable, Equatable {
    package let id: UUID
    /// The heading of its preview, as in `Deactivate 12 users`.
    package let title: String
    /// The number of changes.
    package let count: Int

    package init(id: UUID = UUID(), title: String, count: Int) {
        (self.id, self.title, self.count) = (id, title, count)
    }

    init?(_ json: JSONValue?) {
        guard let json, let id = json["id"]?.string.flatMap(UUID.init), let title = json["title"]?.string else {
            return nil
        }
        self.init(id: id, title: title, count: json["count"]?.integer ?? 0)
    }

    var json: JSONValue {
        ["id": .string(id.uuidString), "title": .string(title), "count": .number(JSONNumber(count))]
    }
}
