/// Where we have been, to go back and forward, and how it looked there.
package struct History: Sendable {
    /// A pane, and the record that was open in it.
    package struct Place: Sendable {
        package let pane: PaneID
        package let record: RecordID?
        /// How its list looked when it was left; nil for a pane that is no list.
        let view: ListView?

        package init(pane: PaneID) {
            self.init(pane: pane, list: nil)
        }

        init(pane: PaneID, list: ListState?) {
            self.pane = pane
            record = list?.detail?.id
            view = list.map(ListView.init)
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

    /// Notes how the present place looks now, or a step to a new one; what lay ahead is then forgotten.
    mutating func visit(_ place: Place) {
        guard place.pane != current.pane || place.record != current.record else {
            places[index] = place
            return
        }
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
