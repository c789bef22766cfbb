/// What a picker lists: the things of its source that hold all words typed, whatever their case and accents.
package struct PickerRows: Sendable {
    package private(set) var source: PickerSource
    /// What typing looks at in the items of the source, in their order.
    private var folded: [[UInt8]]
    /// The records that have come so far; nil for a source without any.
    private var table: RowTable?
    private var text = ""
    private var words: [[UInt8]] = []
    private var items: [Int]
    private var records: [RowRef] = []
    /// All records, those that cannot be chosen behind the others.
    private var order: [RowRef] = []
    /// The rows of each page that cannot be chosen. Pages never change, so each is looked at once.
    private var barred: [ObjectIdentifier: Set<Int>] = [:]

    /// Characters of an id from which on typing finds it. Any two letters stand somewhere in most ids.
    private static let idLength = 6
    /// Records that are looked through for what is most likely meant: with more of them, too little is typed to tell.
    private static let bestCount = 5000

    package init(_ source: PickerSource) {
        self.source = source
        folded = source.items.map(Self.folded)
        items = Array(source.items.indices)
    }

    package var count: Int { found + (typed == nil ? 0 : 1) }

    /// The number of those that hold what is typed. The text itself, where it may be taken, is none of them.
    var found: Int { items.count + records.count }

    /// The number of all there are, whatever is typed.
    var total: Int { source.items.count + (table?.total ?? 0) }

    /// The thing at an index among those listed; nil outside.
    func option(at index: Int) -> FormOption? {
        if items.indices.contains(index) { return source.items[items[index]] }
        let record = index - items.count
        if records.indices.contains(record) { return table.flatMap { source.records?.option($0, records[record]) } }
        return record == records.count ? typed : nil
    }

    /// The first things there are, whatever is typed.
    func first(_ count: Int) -> [FormOption] {
        let some = source.items.prefix(count)
        guard let table, let records = source.records else { return Array(some) }
        return some + order.prefix(count - some.count).map { records.option(table, $0) }
    }

    /// The index of the thing with an id among those listed. A walk over all.
    func index(of id: String) -> Int? {
        if let item = items.firstIndex(where: { source.items[$0].id == id }) { return item }
        guard let table else { return nil }
        let wanted = RecordID(id)
        return records.firstIndex { table.id($0) == wanted }.map { $0 + items.count }
    }

    /// The index of what is most likely meant: what is named as the text is, or else begins so.
    package var best: Int {
        let typed = FoldedText.bytes(text)
        guard !typed.isEmpty else { return 0 }
        var start: Int?
        for (index, item) in items.enumerated() {
            let option = source.items[item]
            let name = FoldedText.bytes(option.name)
            if name == typed || FoldedText.bytes(option.title) == typed { return index }
            if start == nil, name.starts(with: typed) { start = index }
        }
        guard let table, let columns = source.records?.columns else { return start ?? 0 }
        for (index, ref) in records.prefix(Self.bestCount).enumerated() {
            for column in columns {
                let fit = table.pages[ref.page].withFolded(ref.row, column: column) { bytes in
                    bytes.starts(with: typed) ? bytes.count - typed.count : nil
                }
                if fit == 0 { return index + items.count }
                if start == nil, fit != nil { start = index + items.count }
            }
        }
        return start ?? 0
    }

    // MARK: Narrowing

    /// Lists what holds all words of a text.
    package mutating func narrow(to text: String) {
        let words = text.split(separator: " ").map { FoldedText.bytes(String($0)) }
        // A word that has become long enough to be a part of an id finds more than before.
        let ids = words.count(where: Self.mayBeID)
        let isNarrower = text.hasPrefix(self.text) && ids == self.words.count(where: Self.mayBeID)
        (self.text, self.words) = (text, words)
        find(among: isNarrower ? items : Array(source.items.indices), isNarrower ? records : order)
    }

    /// Takes the records of the list as they are now.
    package mutating func take(_ table: RowTable?) {
        order = if let table { availableFirst(table) } else { [] }
        self.table = table
        find(among: Array(source.items.indices), order)
    }

    private mutating func availableFirst(_ table: RowTable) -> [RowRef] {
        guard let isBarred = source.records?.isBarred else { return table.order }
        // The pages looked at last are still held, so no other can have the identity of one.
        var known: [ObjectIdentifier: Set<Int>] = [:]
        for (index, page) in table.pages.enumerated() {
            let id = ObjectIdentifier(page)
            known[id] =
                barred[id] ?? Set((0..<page.count).filter { isBarred(table, RowRef(page: index, row: $0)) })
        }
        barred = known
        func isLast(_ ref: RowRef) -> Bool {
            barred[ObjectIdentifier(table.pages[ref.page])]?.contains(ref.row) == true
        }
        return table.order.filter { !isLast($0) } + table.order.filter(isLast)
    }

    /// Puts others in the place of all items.
    mutating func replaceItems(_ new: [FormOption]) {
        source.items = new
        folded = new.map(Self.folded)
        find(among: Array(new.indices), records)
    }

    private mutating func find(among items: [Int], _ records: [RowRef]) {
        guard !words.isEmpty else {
            (self.items, self.records) = (items, records)
            return
        }
        self.items = items.filter { index in
            folded[index].withUnsafeBytes { bytes in words.allSatisfy { FilterTerm.occurs($0, in: bytes) } }
        }
        guard let table, let columns = source.records?.columns else { return }
        self.records = records.filter { ref in
            let page = table.pages[ref.page]
            return words.allSatisfy { word in
                // Most rows hold a word in no column at all, which one look tells.
                let isInRow = page.withFolded(ref.row, column: nil) { FilterTerm.occurs(word, in: $0) }
                return isInRow
                    && columns.contains { page.withFolded(ref.row, column: $0) { FilterTerm.occurs(word, in: $0) } }
                    || Self.mayBeID(word) && page.withID(ref.row) { FilterTerm.occurs(word, in: $0) }
            }
        }
    }

    private static func mayBeID(_ word: [UInt8]) -> Bool { word.count >= idLength }

    /// The text as it is typed, where that may be taken.
    private var typed: FormOption? {
        let text = text.trimmingSpaces
        guard source.takesText, !text.isEmpty else { return nil }
        return FormOption(text, text, details: ["as typed"])
    }

    private static func folded(_ option: FormOption) -> [UInt8] {
        FoldedText.bytes(([option.title] + option.details).joined(separator: "\u{1}") + "\u{1}" + option.id)
    }

    // MARK: Names

    /// The things that are named exactly so, by their titles, ids, or what typing looks at. A walk over all.
    /// - Parameter names: Folded.
    func named(_ names: Set<[UInt8]>) -> [[UInt8]: [FormOption]] {
        var found: [[UInt8]: [FormOption]] = [:]
        func add(_ option: FormOption, as name: [UInt8]) {
            guard found[name]?.contains(where: { $0.id == option.id }) != true else { return }
            found[name, default: []].append(option)
        }
        for item in source.items {
            for name in [item.title, item.name, item.id].map(FoldedText.bytes) where names.contains(name) {
                add(item, as: name)
            }
        }
        guard let table, let listed = source.records else { return found }
        // Most cells have a length that no name has, and cost no look into the set.
        let lengths = Set(names.map(\.count))
        for ref in table.order {
            let page = table.pages[ref.page]
            func look(_ bytes: UnsafeRawBufferPointer) {
                guard lengths.contains(bytes.count) else { return }
                let name = Array(bytes)
                if names.contains(name) { add(listed.option(table, ref), as: name) }
            }
            for column in listed.columns { page.withFolded(ref.row, column: column, look) }
            page.withID(ref.row, look)
        }
        return found
    }
}
