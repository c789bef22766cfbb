/// A part of the product that can be switched on and off (seeds/003, Features).
package struct Feature: Record {
    /// A part of a feature that users can subscribe to.
    package struct Subscription: Sendable, Equatable {
        package let name: String
        package let isActive: Bool
    }

    /// The key the API names it by.
    package let id: String
    package let name: String
    package let description: String
    package let isActive: Bool
    package let subscriptions: [Subscription]
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let key = raw.text("key") else { return nil }
        id = key
        name = raw.text("name") ?? key
        description = raw.text("description") ?? ""
        isActive = raw.flag("active") ?? false
        subscriptions = (raw["subscriptions"]?.array ?? []).compactMap { entry in
            entry.text("name").map { Subscription(name: $0, isActive: entry.flag("active") ?? false) }
        }
        self.raw = raw
    }
}
