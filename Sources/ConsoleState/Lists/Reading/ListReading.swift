package import Foundation
package import SisenseClient

/// A list read to its end once, as a script wants it: the rows that pass a filter, some of their columns, in an order.
///
/// Rows go on as they come where nobody wants an order, so that a list of any length takes the memory of a page.
package struct ListReading: Sendable {
    /// The part of a list that is wanted.
    package struct Wishes: Sendable {
        /// As it is typed behind `/` in the console; empty for all rows.
        package var filter = ""
        package var columns = Columns.shown
        /// The names of the columns to sort by, the first two count; one with a minus before it runs backwards.
        package var order: [String] = []
        /// The number of rows to end after; nil for all.
        package var limit: Int?

        package init() {}
    }

    package enum Columns: Sendable {
        /// Those that the console shows of itself.
        case shown
        /// All that the records themselves tell.
        case all
        /// These, in this order. `id` is one of them.
        case named([String])
    }

    /// A column of the result: the id of the record, or a column of the list.
    package struct Column: Sendable {
        package let name: String
        /// The heading above it.
        package let heading: String
        /// Where room is short, columns of the lowest priority go first.
        package let priority: Int
        /// Cells below which it goes rather than being cut.
        package let least: Int
        /// Nil for the id.
        let index: Int?
    }

    /// A row of the result.
    package struct Row: Sendable {
        package let id: RecordID
        /// The cells as a person reads them.
        package let shown: [String]
        /// The same cells as programs read them.
        package let values: [FileValue]
    }

    package let columns: [Column]
    private let feature: ListFeature
    private let filter: ListFilter
    private let sort: ListSort?
    private let limit: Int?

    /// - Throws: `Problem` for a filter that is at fault, or a column that the list has not.
    package init(
        _ feature: ListFeature, _ wishes: Wishes, now: Date, timeZone: TimeZone = LocalTime.zone
    ) throws(Problem) {
        self.feature = feature
        columns = try Self.columns(wishes.columns, of: feature)
        filter = ListFilter(wishes.filter, columns: feature.columns, now: Timestamp(now), timeZone: timeZone)
        if let problem = filter.problem { throw Problem(text: problem) }
        sort = try Self.sort(wishes.order, of: feature) ?? feature.order
        limit = wishes.limit
    }

    /// The reason why a list cannot be read as it is wished.
    package struct Problem: Error, CustomStringConvertible {
        let text: String

        package var description: String { text }
    }

    /// Reads the list.
    /// - Parameter take: Takes rows as they come, and says whether it wants more.
    /// - Returns: What the server kept back, a sentence for each.
    package func read(
        _ context: WorkContext, take: @escaping @Sendable ([Row]) async -> Bool
    ) async throws(APIError) -> [String] {
        let gaps = GapLog()
        var context = context.noting(gaps)
        context.facts = facts
        let hand = RowHand(self, take)
        try await load(context, hand)
        if sort != nil { await hand.handOrdered() }
        return gaps.all.map(\.sentence)
    }

    /// Loads the list until it ends or nobody wants more of it.
    private func load(_ context: WorkContext, _ hand: RowHand) async throws(APIError) {
        let (ends, end) = AsyncStream<Void>.makeStream()
        let load = feature.load
        let result = await withTaskGroup(of: Result<Void, APIError>.self) { group in
            group.addTask {
                defer { end.finish() }
                do throws(APIError) {
                    try await load(context) { page in
                        if await !hand.take(page) { end.finish() }
                    }
                    return .success(())
                } catch {
                    return .failure(error)
                }
            }
            for await _ in ends {}
            if await hand.isDone { group.cancelAll() }
            return await group.next() ?? .success(())
        }
        if case .failure(let error) = result, await !hand.isDone { throw error }
    }

    /// The facts that the result depends on.
    private var facts: Set<ColumnFact> {
        let used =
            columns.compactMap(\.index) + filter.terms.compactMap(\.column)
            + [sort?.first.column, sort?.second?.column].compactMap(\.self)
        return Set(used.compactMap { feature.columns[$0].fact })
    }

    private static func columns(_ wish: Columns, of feature: ListFeature) throws(Problem) -> [Column] {
        let all = feature.columns.indices.map { index in
            let column = feature.columns[index]
            return Column(
                name: column.id, heading: column.heading, priority: column.priority, least: column.least, index: index)
        }
        switch wish {
        case .shown: return all.filter { $0.index.map { feature.columns[$0].isShown } ?? false }
        case .all: return [identity] + all.filter { $0.index.map { feature.columns[$0].fact == nil } ?? false }
        case .named(let names):
            guard !names.isEmpty else { throw Problem(text: "No column is named. \(known(feature))") }
            var found: [Column] = []
            for name in names {
                guard let column = name == identity.name ? identity : all.first(where: { $0.name == name }) else {
                    throw unknown(name, feature)
                }
                found.append(column)
            }
            return found
        }
    }

    private static let identity = Column(name: "id", heading: "ID", priority: .max, least: 24, index: nil)

    private static func unknown(_ name: String, _ feature: ListFeature) -> Problem {
        Problem(text: "No column \"\(name)\" in \(feature.noun). \(known(feature))")
    }

    private static func known(_ feature: ListFeature) -> String {
        "Columns: \((feature.columns.map(\.id) + [identity.name]).joined(separator: " "))."
    }

    private static func sort(_ names: [String], of feature: ListFeature) throws(Problem) -> ListSort? {
        var keys: [ListSort.Key] = []
        for name in names {
            let isDescending = name.hasPrefix("-")
            let plain = isDescending ? String(name.dropFirst()) : name
            guard let column = feature.columns.firstIndex(where: { $0.id == plain }) else {
                throw unknown(plain, feature)
            }
            keys.append(ListSort.Key(column: column, isDescending: isDescending))
        }
        guard let first = keys.first else { return nil }
        return ListSort(first, then: keys.dropFirst().first)
    }

    // MARK: Rows

    /// Hands on the rows of a list, or gathers them until they can be put in order.
    private actor RowHand {
        private let reading: ListReading
        private let wanting: @Sendable ([Row]) async -> Bool
        private var run: FilterRun
        private var table = RowTable()
        private var room: Int
        private var wantsMore = true

        init(_ reading: ListReading, _ take: @escaping @Sendable ([Row]) async -> Bool) {
            (self.reading, wanting) = (reading, take)
            run = FilterRun(reading.filter)
            room = reading.limit ?? .max
            table.apply(reading.filter)
        }

        /// True when nobody wants more rows.
        var isDone: Bool { !wantsMore || room <= 0 }

        /// Returns false when no more are wanted.
        func take(_ page: RowPage) async -> Bool {
            guard !isDone else { return false }
            guard reading.sort == nil else {
                table.append(page)
                return true
            }
            var rows: [Row] = []
            for row in 0..<page.count where rows.count < room && run.passes(page, row: row) {
                rows.append(reading.row(page, row))
            }
            await give(rows)
            return !isDone
        }

        func handOrdered() async {
            table.take(table.sorted(by: reading.sort), sort: reading.sort)
            for start in stride(from: 0, to: min(table.count, room), by: RowRef.pageCapacity) where wantsMore {
                let refs = (start..<min(start + RowRef.pageCapacity, table.count)).compactMap(table.ref)
                await give(refs.prefix(room).map { reading.row(table.pages[$0.page], $0.row) })
            }
        }

        private func give(_ rows: [Row]) async {
            guard !rows.isEmpty, wantsMore else { return }
            room -= rows.count
            wantsMore = await wanting(rows)
        }
    }

    private func row(_ page: RowPage, _ row: Int) -> Row {
        var (shown, values): ([String], [FileValue]) = ([], [])
        let id = page.id(row)
        for column in columns {
            guard let index = column.index else {
                shown.append(id.description)
                values.append(FileValue(id: id))
                continue
            }
            shown.append(page.cell(row, index))
            values.append(FileValue(page, row, index, feature.columns[index]))
        }
        return Row(id: id, shown: shown, values: values)
    }
}
