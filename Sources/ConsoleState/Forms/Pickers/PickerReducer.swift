/// Leads a person to a choice, and hands it to where it belongs.
struct PickerReducer: ConsoleFeature {
    let lists: ListStates

    func reduce(_ state: inout PickerState?, _ action: PickerAction) -> ConsoleOutcome {
        if case .opened(let picker) = action { return open(picker, &state) }
        guard var picker = state else { return ConsoleOutcome() }
        // Taken out while it changes, so that its rows are not copied.
        state = nil
        let outcome = step(&picker, action)
        switch action {
        case .accepted where picker.refusal == nil, .closed: break
        default: state = picker
        }
        return outcome
    }

    private func open(_ picker: PickerState, _ state: inout PickerState?) -> ConsoleOutcome {
        let pane = picker.pane
        var opened = picker
        if let pane { opened.rows.take(lists[pane]?.table) }
        opened.begin()
        state = opened
        return ConsoleOutcome(actions: pane.map { [.list($0, .needed)] } ?? [])
    }

    private func step(_ picker: inout PickerState, _ action: PickerAction) -> ConsoleOutcome {
        picker.refusal = nil
        switch action {
        case .opened: break
        // Nothing begins with a blank: it marks, as in lists.
        case .edited(.insert(" ")) where picker.filter.isBlank:
            return toggle(&picker)
        case .edited(let edit):
            picker.filter.apply(edit)
            narrow(&picker)
        case .pasted(let lines):
            paste(lines, into: &picker)
        case .moved(let movement, let page):
            picker.scroll.move(movement, count: picker.count, page: page)
        case .placed(let index):
            picker.scroll.place(at: index, count: picker.count)
        case .toggled:
            return toggle(&picker)
        case .shifted(let step):
            return shift(&picker, by: step)
        case .reset:
            return reset(&picker)
        case .accepted:
            return accept(&picker)
        case .closed:
            return close(picker)
        case .rowsRead(let pane):
            guard picker.pane == pane else { break }
            replace(&picker) { $0.take(lists[pane]?.table) }
        case .itemsRead(let items):
            replace(&picker) { $0.replaceItems(items) }
        }
        return ConsoleOutcome()
    }

    /// Replaces what is offered. The cursor stays on its line, wherever that is now.
    private func replace(_ picker: inout PickerState, by change: (inout PickerRows) -> Void) {
        let current = picker.current?.id
        change(&picker.rows)
        let index = current.flatMap { picker.rows.index(of: $0) }
        picker.scroll.place(at: index ?? picker.rows.best, count: picker.count)
    }

    private func narrow(_ picker: inout PickerState) {
        picker.rows.narrow(to: picker.filter.text)
        picker.isSeeking = !picker.filter.isBlank
        picker.scroll = Scroll()
        picker.scroll.place(at: picker.rows.best, count: picker.count)
    }

    private func paste(_ lines: [String], into picker: inout PickerState) {
        let names = PastedNames(lines).found(in: picker.rows)
        // A single text that names nothing is the beginning of a search.
        guard picker.allowsMany, lines.count > 1 || !names.options.isEmpty || names.missing.count > 1 else {
            picker.filter.apply(.insert(lines.joined(separator: " ")))
            return narrow(&picker)
        }
        names.options.forEach { picker.choose($0) }
        picker.missing = names.missing
    }

    private func toggle(_ picker: inout PickerState) -> ConsoleOutcome {
        guard picker.allowsMany, let option = picker.current else { return ConsoleOutcome() }
        guard option.obstacle == nil else {
            refuse(option, &picker)
            return ConsoleOutcome()
        }
        picker.isSeeking = false
        if case .columns = picker.target {
            // A list without columns would show nothing. The cursor stays: a column may be moved as well.
            guard picker.chosen.map(\.id) != [option.id] else { return ConsoleOutcome() }
            picker.toggle(option)
            return tried(picker)
        }
        picker.toggle(option)
        picker.scroll.move(.down, count: picker.count, page: 1)
        return ConsoleOutcome()
    }

    private func refuse(_ option: FormOption, _ picker: inout PickerState) {
        picker.refusal = "\(option.title): \(option.obstacle ?? "")"
    }

    // MARK: The end

    private func accept(_ picker: inout PickerState) -> ConsoleOutcome {
        let isAboutCursor = !picker.allowsMany || picker.isSeeking || picker.chosen.isEmpty && picker.cleared.isEmpty
        if isAboutCursor {
            guard let option = picker.current else {
                picker.refusal = "Nothing matches \(picker.filter.text)"
                return ConsoleOutcome()
            }
            guard option.obstacle == nil else {
                refuse(option, &picker)
                return ConsoleOutcome()
            }
            if !picker.allowsMany { picker.chosen = [] }
            picker.choose(option)
        }
        return ConsoleOutcome(actions: actions(of: picker))
    }

    private func actions(of picker: PickerState) -> [ConsoleAction] {
        let first = picker.chosen.last
        switch picker.target {
        case .field(let id): return [.form(.picked(field: id, picker.chosen, cleared: picker.cleared))]
        case .sort(let pane):
            let index = lists[pane]?.columns.firstIndex { $0.id == first?.id }
            return index.map { [.list(pane, .sortChosen(column: $0))] } ?? []
        case .columns(let pane, _): return [.list(pane, .columnsKept(picker.arrangement))]
        case .filter(let pane): return first.map { [.list(pane, .filterEdited(.insert($0.id)))] } ?? []
        case .theme: return first.map { [.themeChosen($0.id)] } ?? []
        case .server: return first.map { [.servers(.switchRequested(ServerVisit($0.id)))] } ?? []
        case .run(let actions): return first.map(actions) ?? []
        }
    }

    private func close(_ picker: PickerState) -> ConsoleOutcome {
        switch picker.target {
        case .field: .then(.form(.pickerClosed))
        case .columns(let pane, let before): .then(.list(pane, .columnsArranged(before)))
        case .sort, .filter, .theme, .server, .run: ConsoleOutcome()
        }
    }
}

/// The choice of columns: marks say which are drawn, the lines say in which order, and the list shows it at once.
extension PickerReducer {
    private func shift(_ picker: inout PickerState, by step: Int) -> ConsoleOutcome {
        guard case .columns = picker.target, let id = picker.current?.id else { return ConsoleOutcome() }
        var items = picker.rows.source.items
        guard let index = items.firstIndex(where: { $0.id == id }), items.indices.contains(index + step) else {
            return ConsoleOutcome()
        }
        items.swapAt(index, index + step)
        picker.rows.replaceItems(items)
        picker.scroll.place(at: picker.rows.index(of: id) ?? 0, count: picker.count)
        return tried(picker)
    }

    private func reset(_ picker: inout PickerState) -> ConsoleOutcome {
        guard case .columns(let pane, let before) = picker.target, let list = lists[pane] else {
            return ConsoleOutcome()
        }
        let filter = picker.filter
        picker = .columns(of: list, as: ColumnArrangement(list.columns), before: before)
        picker.filter = filter
        picker.rows.narrow(to: filter.text)
        return .then(.list(pane, .columnsArranged(nil)))
    }

    private func tried(_ picker: PickerState) -> ConsoleOutcome {
        guard case .columns(let pane, _) = picker.target else { return ConsoleOutcome() }
        return .then(.list(pane, .columnsArranged(picker.arrangement)))
    }
}

extension PickerState {
    /// Looks for what was typed to open it, or else goes to what is chosen.
    fileprivate mutating func begin() {
        let typed = filter.text
        if !typed.isEmpty {
            rows.narrow(to: typed)
            isSeeking = true
        }
        let present = typed.isEmpty ? chosen.first.flatMap { rows.index(of: $0.id) } : nil
        scroll.place(at: present ?? rows.best, count: count)
    }
}
