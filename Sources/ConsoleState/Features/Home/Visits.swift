import Foundation
import SisenseClient

/// What is kept of each visit, and the comparison with one of those before.
extension HomeReducer {
    func visit(_ state: inout HomeState, _ action: HomeAction) -> ConsoleOutcome {
        switch action {
        case .recallRequested:
            guard let folder = context.dependencies.visits else { break }
            return .run(
                recalling { server in
                    let times = folder.times()
                    let found = folder.newest(of: times, on: server)
                    return RecalledVisit(digest: found.digest, problem: found.problem, times: times)
                })
        case .recalled(let visit): return take(visit, &state.visits)
        case .sinceRequested(let text): return compare(with: text)
        case .visitSinceRequested(let text): return compare(since: dated(text), state.visits)
        case .snapshotsRead(let names): state.visits.snapshots = names
        case .surveyed(let digest):
            var digest = digest
            // All looks of one visit are one digest.
            state.visits.current.map { digest.time = $0.time }
            digest.complete(from: state.visits.current ?? state.visits.base)
            noteFindings(state.findings, &state.visits)
            digest.shown = shown(state)
            state.visits.current = digest
            return ConsoleOutcome(effects: [comparing(state.visits), keeping(digest)].compactMap(\.self))
        case .compared(let news): state.visits.news = news
        case .snapshotCompared(let news): state.visits.snapshotNews = news
        default: break
        }
        return ConsoleOutcome()
    }

    /// Notes when findings were found first. On the first look nobody knows how old they are.
    private func noteFindings(_ findings: [RecordID: Finding], _ visits: inout VisitsState) {
        let now = context.dependencies.now()
        visits.since = visits.since.filter { findings[$0.key] != nil }
        for id in findings.keys where visits.since[id] == nil {
            visits.since[id] = FirstSeen(now, text: visits.current == nil ? "" : moment(now))
        }
    }

    private func recalling(_ recall: @escaping @Sendable (ServerAddress) -> RecalledVisit) -> ConsoleEffect {
        let server = context.client.server
        return .run(.home(.recall), "") { send in await send(.home(.recalled(recall(server)))) }
    }

    private func take(_ visit: RecalledVisit, _ visits: inout VisitsState) -> ConsoleOutcome {
        if let times = visit.times {
            (visits.times, visits.last) = (times, visit.digest?.shown)
            visits.days = times.map(day).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
            for finding in visit.digest?.shown.findings ?? [] {
                guard let id = finding.id, let time = finding.since ?? visit.digest?.time else { continue }
                visits.since[RecordID(id)] = FirstSeen(time, text: moment(time))
            }
        }
        if visits.base == nil { visits.current?.complete(from: visit.digest) }
        visits.base = visit.digest
        visits.baseTime = visit.digest.map { when($0.time) } ?? ""
        visits.problem = visit.problem ?? ""
        visits.news = nil
        return ConsoleOutcome(effects: [comparing(visits)].compactMap(\.self))
    }

    /// Compares with a snapshot, where there is one; else with what Home keeps of visits.
    private func compare(with text: String) -> ConsoleOutcome {
        guard let folder = context.dependencies.snapshots else { return .then(.home(.visitSinceRequested(text))) }
        let end = end(ofDay: dated(text))
        return .run(
            .run(.home(.recall), "") { send in
                guard let entry = folder.entry(for: text, before: end) else {
                    return await send(.home(.visitSinceRequested(text)))
                }
                for action in ListFeature.comparing(with: entry.path) { await send(action) }
            })
    }

    /// Reads what there is to compare with.
    func readingSnapshots() -> ConsoleEffect? {
        guard let folder = context.dependencies.snapshots else { return nil }
        return .run(.home(.snapshots), "") { send in
            let names = folder.entries().map { $0.name.isEmpty ? day($0.time) : $0.name }
            await send(.home(.snapshotsRead(names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })))
        }
    }

    /// `today` and `yesterday` as days.
    private func dated(_ text: String) -> String {
        switch text {
        case "today": day(context.dependencies.now())
        case "yesterday": day(context.dependencies.now().addingTimeInterval(-86_400))
        default: text
        }
    }

    /// The end of a day as in `2026-11-20`; nil for any other text.
    private func end(ofDay text: String) -> Date? {
        guard let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)/) else { return nil }
        var parts = DateComponents()
        (parts.year, parts.month, parts.day) = (Int(match.output.1), Int(match.output.2), Int(match.output.3))
        return calendar.date(from: parts).flatMap { calendar.date(byAdding: .day, value: 1, to: $0) }
    }

    /// Goes back to the last visit that ended on a day or before it.
    private func compare(since day: String, _ visits: VisitsState) -> ConsoleOutcome {
        guard let folder = context.dependencies.visits else {
            return .message(.info, "Visits of this server are not kept")
        }
        guard day.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil else {
            return .message(
                .warning, "No snapshot has the name \(day). Enter a name, yesterday, or a day as in 2026-11-20")
        }
        let times = visits.times.filter { self.day($0) <= day }
        guard !times.isEmpty else {
            let oldest = visits.days.last.map { "; the oldest is of \($0)" } ?? ""
            return .message(.warning, "No visit of \(day) or before is kept\(oldest)")
        }
        return .run(
            recalling { server in
                let found = folder.newest(of: times, on: server)
                return RecalledVisit(digest: found.digest, problem: found.problem)
            }) + .then(.paneOpened(.home))
    }

    /// Finds the news beside the store; nil while there is nothing to compare.
    private func comparing(_ visits: VisitsState) -> ConsoleEffect? {
        guard let base = visits.base, let current = visits.current, base.account == current.account else { return nil }
        let audit = context.dependencies.audit
        return .run(.home(.comparison), "") { send in
            // The clock of the visit is that of its end: what was changed during it is in it.
            let own = audit?.newest(on: context.client.server, since: base.time, limit: .max) ?? []
            await send(.home(.compared(News.between(base, current, except: OwnChanges(own)))))
        }
    }

    private func keeping(_ digest: ServerDigest) -> ConsoleEffect? {
        guard let folder = context.dependencies.visits else { return nil }
        return .run(.home(.digest), "") { send in
            do throws(PrivateFileError) {
                try folder.keep(digest)
            } catch {
                await send(.posted(Message(.warning, "Could not keep this visit to compare with later: \(error)")))
            }
        }
    }

    /// Names that are kept of a finding.
    private static let keptNames = 10

    private func shown(_ state: HomeState) -> ShownHome {
        var shown = state.visits.last ?? ShownHome()
        if let version = state.application.value?.version { shown.version = version }
        if let licence = state.licence.value {
            shown.licenceEnds = licence.expires?.date
            shown.seats = licence.seats.map(ShownHome.Seats.init)
        }
        if let facts = state.facts { shown.facts = facts.completed(from: shown.facts) }
        shown.findings = state.findings.values.sorted {
            ($0.severity, $0.id.description) < ($1.severity, $1.id.description)
        }
        .map { finding in
            ShownHome.Line(
                rule: finding.rule, title: finding.title, names: Array(finding.names.prefix(Self.keptNames)),
                id: finding.id.description, since: state.visits.since[finding.id]?.date)
        }
        return shown
    }

    // MARK: Times of a person

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = context.dependencies.timeZone
        return calendar
    }

    /// The day in the person's time zone: `2026-11-20`.
    private func day(_ date: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))"
    }

    /// `14:02` today, else as `when`.
    func moment(_ date: Date) -> String {
        let text = when(date)
        return text.hasPrefix("today ") ? String(text.dropFirst("today ".count)) : text
    }

    /// `today 14:02`, `yesterday 17:02`, `2026-11-20 17:02`.
    private func when(_ date: Date) -> String {
        let now = context.dependencies.now()
        let day = day(date)
        let word =
            day == self.day(now) ? "today" : day == self.day(now.addingTimeInterval(-86_400)) ? "yesterday" : day
        return "\(word) \(ClockTime(date, in: context.dependencies.timeZone))"
    }
}
