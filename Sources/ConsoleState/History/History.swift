/// Where we have been, to go back and forward. Filter, order and place of each pane are kept by the pane itself.
package struct History: Sendable {
    /// A pane, and the record that was open in it.
    package struct Place: Sendable, Equatable {
        package let pane: PaneID
        package let record: RecordID?
        package let title: String

        package init(pane: PaneID, record: RecordID? = nil, title: String = "") {
            self.pane = pane
            self.record = record
            self.title = title
        }
    }

    /// As far back as anyone goes.
    private static let capacity = 100

    private var places: [Place]
    private var index = 0

    package init(_ start: Place) {
        places = [start]
    }

    package var current: Place { places[index] }

    /// Notes a step to a new place; what lay ahead is forgotten.
    mutating func visit(_ place: Place) {
        guard place != current else { return }
        places = Array((places[...index] + [place]).suffix(Self.capacity))
        index = places.count - 1
    }

    /// Goes back (-1) or forward (1); nil at the end.
    mutating func step(_ direction: Int) -> Place? {
        guard places.indices.contains(index + direction) else { return nil }
        index += direction
        return current
    }

    /// The place before this one, which becomes the newest.
    mutating func last() -> Place? {
        guard index > 0 else { return nil }
        let place = places[index - 1]
        visit(place)
        return place
    }
}
