/// The bookkeeping of one walk through the pages of a list: where the next page begins, whether a page joins the ones
/// before it, when the list has ended, and how many of its records were seen.
///
/// The server answers bare arrays and counts nothing, and gateways cap pages, so that a page is short proves nothing:
/// the list has ended with a page that is empty or brings nothing new. Records that come or go meanwhile move all
/// behind them, so each page starts on the last record of the page before. When no record of a page has been seen,
/// records before it have gone and the list has moved up: pages further to the front are read until one has a record
/// that is known.
struct PageWalk<Item: Record> {
    enum Step {
        /// Nothing of the page counts: the next one lies further to the front.
        case goBack
        /// The records that no page brought before, and whether these were the last.
        case take([Item], isLast: Bool)
    }

    private let start: Int
    private let limit: Int
    private(set) var seen: Set<String> = []
    /// The position where the next page begins.
    private(set) var nextSkip: Int
    /// The distance of one page from the one before, as far as it can be foretold; nil where it cannot.
    private(set) var stride: Int?
    /// The position behind the last page that counted, and behind all of them.
    private var front: Int
    private var end: Int
    /// Positions of entries that cannot be read, and of records that a page has twice.
    private var unreadable: Set<Int> = []
    private var repeated: Set<Int> = []
    /// Those of them that are not the record whose id they have.
    private var differing: Set<Int> = []
    /// The ids of the first page, which come again where the server ignores `skip`.
    private var firstIDs: [String] = []
    /// The number of records on a page that came again for another `skip`, and whether as many were asked for.
    private var repeatedPage: (count: Int, isFull: Bool)?
    /// Steps back: the width of the next one, the end of the page that asked for it, whether that one was empty, and
    /// how many there were.
    private var backStep = 0
    private var joins: Int?
    private var emptyAt: Int?
    private var stepsBack = 0
    /// The position behind the last page that did not count.
    private var rejectedEnd = 0
    /// Pages that brought something new.
    private var fertile = 0
    /// Pages in a row that brought nothing new.
    private var barren = (all: 0, goingOn: 0)
    private var wasShort = false

    /// - Parameters:
    ///   - start: The position where the walk begins.
    ///   - limit: The number of records a page is asked for, unless it says otherwise.
    init(from start: Int, limit: Int) {
        (self.start, nextSkip, front, end) = (start, start, start, start)
        self.limit = limit
    }

    /// True before the first page.
    var isNew: Bool { fertile == 0 && stepsBack == 0 && barren.all == 0 }

    /// Takes the page that begins at `nextSkip`.
    /// - Parameter asked: The number of records it was asked for.
    mutating func take(_ page: Page<Item>, asked: Int) -> Step {
        guard continues(page) else { return goBack(from: page) }
        let pageEnd = page.skip + page.received
        let goesOn = pageEnd > end
        let fresh = fresh(of: page)
        if !fresh.isEmpty { fertile += 1 }
        if page.skip > start, page.received > 1 || page.skip >= front, hasFirstIDs(page) {
            repeatedPage = (page.received, page.received == asked)
            end = max(end, start + page.received)
            return .take(fresh, isLast: true)
        }
        end = max(end, pageEnd)
        if firstIDs.isEmpty { firstIDs = page.items.prefix(Self.compared).map(\.id) }
        barren = fresh.isEmpty ? (barren.all + 1, barren.goingOn + (goesOn ? 1 : 0)) : (0, 0)
        let isJoining = joins.map { pageEnd <= $0 } ?? false
        // What a page beyond its end reported empty has not moved up: the list ends where it did.
        let hasSameEnd = fresh.isEmpty && emptyAt.map { pageEnd > $0 } ?? false
        if !isJoining { (joins, emptyAt, backStep) = (nil, nil, 0) }
        foresee(page, asked: asked, hasNew: !fresh.isEmpty)
        front = pageEnd
        nextSkip = page.skip + advance(of: page)
        if barren.all == 8 { end = max(end, rejectedEnd) }
        let isLast =
            page.received == 0 || hasSameEnd || barren.goingOn == 3 || barren.all == 8
            || fresh.isEmpty && !goesOn && !isJoining
        return .take(fresh, isLast: isLast)
    }

    /// Behind a full page lies a second one; behind a short one only when a page was short before, which is how pages
    /// that are capped look.
    private mutating func foresee(_ page: Page<Item>, asked: Int, hasNew: Bool) {
        let isShort = page.received < asked
        stride =
            if isShort {
                wasShort && hasNew && page.received > 1 ? page.received - 1 : nil
            } else {
                max(1, (page.received == asked ? limit : page.received) - 1)
            }
        wasShort = isShort
    }

    private static var compared: Int { 20 }

    /// True when the page begins as the first one did.
    private func hasFirstIDs(_ page: Page<Item>) -> Bool {
        !firstIDs.isEmpty && page.items.prefix(Self.compared).map(\.id) == firstIDs
    }

    /// True when nothing lies unseen between what came before and this page.
    private func continues(_ page: Page<Item>) -> Bool {
        if seen.isEmpty || page.skip <= start || page.skip >= front { return true }
        // A list whose order changes may never join.
        if stepsBack > 4 + 3 * fertile { return true }
        if page.unreadable.first == 0 { return true }
        // What stands before a record that was seen was seen too, or is new.
        return page.items.contains { seen.contains($0.id) }
    }

    private mutating func goBack(from page: Page<Item>) -> Step {
        stepsBack += 1
        rejectedEnd = max(rejectedEnd, page.skip + page.received)
        backStep = backStep == 0 ? max(1, limit / 2) : min(backStep * 2, limit * 4)
        emptyAt = page.received == 0 ? page.skip : nil
        joins = max(joins ?? 0, page.skip + page.received)
        stride = nil
        nextSkip = max(start, page.skip - backStep)
        return .goBack
    }

    private mutating func fresh(of page: Page<Item>) -> [Item] {
        unreadable.formUnion(page.unreadable.map { page.skip + $0 })
        var here: [String: Item] = [:]
        var isOdd = page.unreadable.makeIterator()
        var nextOdd = isOdd.next()
        var position = page.skip
        return page.items.filter { item in
            while nextOdd == position - page.skip {
                nextOdd = isOdd.next()
                position += 1
            }
            defer { position += 1 }
            if let other = here[item.id] {
                repeated.insert(position)
                if other != item { differing.insert(position) }
            } else {
                here[item.id] = item
            }
            return seen.insert(item.id).inserted
        }
    }

    /// The next page begins on the last record of this one that can be read.
    private func advance(of page: Page<Item>) -> Int {
        var last = page.received - 1
        for index in page.unreadable.reversed() where index == last { last -= 1 }
        return last > 0 ? last : max(1, page.received)
    }

    /// The number of entries that the list has, as far as it was walked through, and that are accounted for beside
    /// `seen`.
    private var accounted: Int { unreadable.union(repeated).count }

    /// The number of entries that could not be read.
    var malformed: Int { unreadable.count }

    /// The number of entries that were left out because another one on their page has their id.
    var differingRepeats: Int { differing.count }

    /// The number of records that must be in the list and were on none of its pages.
    /// - Parameter others: Records that were seen on another walk.
    func missing(besides others: Set<String> = []) -> Int {
        let known = others.isEmpty ? seen.count : seen.union(others).count
        return max(0, end - start - known - accounted)
    }

    /// The number of records the server sends whatever it is asked for, where there may be more of them.
    var cap: Int? {
        repeatedPage.flatMap { $0.isFull || ListGap.isLikelyCap($0.count) ? $0.count : nil }
    }

    /// The number of entries that are known, read or not.
    func known(besides others: Set<String>) -> Int { seen.union(others).count + accounted }
}
