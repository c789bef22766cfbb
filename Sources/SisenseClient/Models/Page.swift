/// A part of a list.
package struct Page<Item: Sendable & Equatable>: Sendable, Equatable {
    package let items: [Item]
    /// How many records of the list come before this page.
    package let skip: Int
    /// How many records the server sent, odd ones included.
    package let received: Int
    /// How many of those could not be read as what they should be.
    package var odd: Int { received - items.count }

    package init(items: [Item], skip: Int, received: Int) {
        self.items = items
        self.skip = skip
        self.received = received
    }
}

extension Page where Item: Record {
    /// One odd record never hides the others.
    init(_ values: [JSONValue], skip: Int = 0, isLean: Bool = false) {
        let items = values.compactMap { value in isLean ? Item(value)?.lean() : Item(value) }
        self.init(items: items, skip: skip, received: values.count)
    }
}
