import Synchronization

/// A part of a list that is not there, or may not be: the list by name, and the reason.
package struct ListGap: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        /// The server sends the same so many records whatever `skip` asks for, and may have more.
        case capped(at: Int)
        /// So many records were on none of the pages, because the order changed from page to page.
        case orderChanges(missing: Int)
        /// The server counts more records than it sent.
        case fewerThanCounted(read: Int, counted: Int)
        /// So many entries have no id, or are no records at all.
        case unreadable(Int)
        /// So many entries have the id of another entry and are not the same: the first of each id is there.
        case sameID(Int)
        /// So many entries have no id, or are no records at all; they are among the others as they came.
        case withoutID(Int)
        /// The server refused to send the rest, and why.
        case refused(String)
        /// The list was read before, and a refresh failed: what is here is as old as that. And why.
        case notRefreshed(String)
        /// Reading it ended before its end, and why.
        case notAllLoaded(String)
        /// All records are there, but without these details, and why.
        case without(String, because: String)
    }

    /// The records in the plural, as in `users`.
    package let list: String
    package let reason: Reason

    package init(_ list: String, _ reason: Reason) {
        (self.list, self.reason) = (list, reason)
    }

    /// True when records may be missing, so that whoever acts on all of them should know.
    package var hidesRecords: Bool {
        switch reason {
        case .without, .withoutID: false
        default: true
        }
    }

    /// True for a number of records that somebody may have set as the limit of a page; a list seldom has just as many.
    static func isLikelyCap(_ count: Int) -> Bool { count > 0 && count.isMultiple(of: 50) }

    /// The reason in a few words, as in `3 without an id`.
    package var summary: String {
        switch reason {
        case .capped(let count): "may be incomplete: the server sends \(count) at most and ignores skip"
        case .orderChanges(let missing):
            "may be incomplete: the order changes from page to page, \(missing) not seen"
        case .fewerThanCounted(let read, let counted): "incomplete: \(read) of the \(counted) the server counts"
        case .unreadable(let count): "\(count) left out: no id, or malformed"
        case .sameID(let count): "\(count) left out: they have the id of another one"
        case .withoutID(let count): "\(count) without an id, or malformed"
        case .refused(let reason): "incomplete: \(reason)"
        case .notRefreshed(let reason): "refresh failed: \(reason)"
        case .notAllLoaded(let reason): "not all loaded: \(reason)"
        case .without(let details, let reason): "without \(details): \(reason)"
        }
    }

    /// A sentence, for where the list is not on the screen.
    package var sentence: String {
        let end = summary.hasSuffix(".") ? "" : "."
        return "\(list.prefix(1).uppercased())\(list.dropFirst()): \(summary)\(end)"
    }
}

/// The gaps of all lists that some work has read. Whoever starts the work gives the client one of these.
package final class GapLog: Sendable {
    private let gaps = Mutex<[ListGap]>([])

    package init() {}

    /// Notes a gap; one that is known already counts once.
    package func add(_ gap: ListGap) {
        gaps.withLock { if !$0.contains(gap) { $0.append(gap) } }
    }

    /// All gaps, in the order they were found.
    package var all: [ListGap] { gaps.withLock { $0 } }
}
