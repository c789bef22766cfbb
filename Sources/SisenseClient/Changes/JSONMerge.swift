/// The differences of three versions of a document, position by position, and the document that a choice for each
/// position makes.
///
/// A position is a member, or an item of a list whose items can be distinguished: two people who each add an origin to
/// the same list do not contradict each other.
package struct JSONMerge: Sendable, Equatable {
    /// The party whose version it is.
    package enum Side: Sendable, Equatable {
        case mine
        case theirs
    }

    /// A position where the two versions differ, with the value of each; nil where there is none.
    package struct Place: Sendable, Equatable {
        /// The path to it; for an item of a list, the path to the list.
        package let path: JSONPath
        /// The text that distinguishes the item from the others of its list; nil for a member.
        package let item: String?
        /// The versions; nil where there is nothing.
        package let base: JSONValue?
        package let mine: JSONValue?
        package let theirs: JSONValue?

        /// The side that changed it; nil when both did, each in another way.
        package var changedBy: Side? {
            if base == theirs { return .mine }
            return base == mine ? .theirs : nil
        }
    }

    /// Everything in which mine and theirs differ.
    package let places: [Place]
    private let theirs: JSONValue

    package init(base: JSONValue, mine: JSONValue, theirs: JSONValue) {
        self.theirs = theirs
        var places: [Place] = []
        Self.compare(base, mine, theirs, at: JSONPath(), into: &places)
        self.places = places
    }

    /// Theirs, with mine where `sides` says so. The sides are in the order of the positions.
    package func merged(_ sides: [Side]) -> JSONValue {
        var document = theirs
        // By the list or object they belong to, so that one with many is gone through once.
        var items: [JSONPath: [Place]] = [:]
        var removed: [JSONPath: Set<String>] = [:]
        for (place, side) in zip(places, sides) where side == .mine {
            if place.item != nil {
                items[place.path, default: []].append(place)
            } else if let mine = place.mine {
                document.set(place.path, to: mine)
            } else if case .member(let name)? = place.path.steps.last {
                removed[JSONPath(Array(place.path.steps.dropLast())), default: []].insert(name)
            }
        }
        for (path, choices) in items {
            document.update(path) { $0 = .array(Self.merged($0.array ?? [], choices)) }
        }
        for (path, names) in removed {
            guard let object = document[path]?.object else { continue }
            document.set(path, to: .object(object.filter { !names.contains($0.key) }))
        }
        return document
    }

    /// The items with those of `choices` changed, taken out, or put behind them.
    private static func merged(_ items: [JSONValue], _ choices: [Place]) -> [JSONValue] {
        let chosen = Dictionary(choices.map { ($0.item ?? "", $0.mine) }) { first, _ in first }
        let ids = items.map(identity)
        let known = Set(ids)
        let kept = zip(ids, items).compactMap { id, item in chosen[id] ?? item }
        return kept + choices.filter { !known.contains($0.item ?? "") }.compactMap(\.mine)
    }

    private static func compare(
        _ base: JSONValue?, _ mine: JSONValue?, _ theirs: JSONValue?, at path: JSONPath, into places: inout [Place]
    ) {
        guard mine != theirs else { return }
        if let mine = mine?.object, let theirs = theirs?.object {
            let keys = theirs.keys + mine.keys.filter { theirs[$0] == nil }
            for key in keys {
                compare(base?[key], mine[key], theirs[key], at: path.appending(.member(key)), into: &places)
            }
        } else if let lists = lists(base, mine, theirs) {
            let ids = lists.theirs.ids + lists.mine.ids.filter { lists.theirs[$0] == nil }
            for id in ids where lists.mine[id] != lists.theirs[id] {
                places.append(
                    Place(
                        path: path, item: id, base: lists.base[id], mine: lists.mine[id], theirs: lists.theirs[id]))
            }
        } else {
            places.append(Place(path: path, item: nil, base: base, mine: mine, theirs: theirs))
        }
    }

    /// A list whose items are distinguished.
    private struct Items {
        let ids: [String]
        /// True when each is a record with an id: then their order says nothing.
        let areRecords: Bool
        private let values: [String: JSONValue]

        init?(_ value: JSONValue?) {
            guard let items = value?.array else { return nil }
            ids = items.map(JSONMerge.identity)
            areRecords = items.allSatisfy { JSONMerge.id(of: $0) != nil }
            values = Dictionary(zip(ids, items)) { first, _ in first }
            guard values.count == ids.count else { return nil }
        }

        subscript(_ id: String) -> JSONValue? { values[id] }

        /// True when what both have comes in the same order.
        func isOrdered(like other: Items) -> Bool {
            ids.filter { other[$0] != nil } == other.ids.filter { self[$0] != nil }
        }
    }

    /// Nil where the items cannot be distinguished, or where the order of plain values was changed: then the list is
    /// one value.
    private static func lists(
        _ base: JSONValue?, _ mine: JSONValue?, _ theirs: JSONValue?
    ) -> (base: Items, mine: Items, theirs: Items)? {
        guard let base = Items(base ?? []), let mine = Items(mine), let theirs = Items(theirs),
            base.areRecords && mine.areRecords && theirs.areRecords
                || base.isOrdered(like: mine) && base.isOrdered(like: theirs) && mine.isOrdered(like: theirs)
        else { return nil }
        return (base, mine, theirs)
    }

    private static func id(of value: JSONValue) -> String? { value.text("shareId", "_id", "id", "oid") }

    private static func identity(of value: JSONValue) -> String {
        id(of: value) ?? value.string ?? JSONWriter.text(value, layout: .compact)
    }
}
