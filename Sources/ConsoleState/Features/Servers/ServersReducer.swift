package import SisenseClient

/// The servers of this session beside the one this state is about.
package struct ServersState: Sendable {
    /// The server that the screen shall show next; nil when this one stays. Whoever shows screens takes it at once.
    package internal(set) var wanted: ServerVisit?
    /// The server that was on the screen before this one; nil when there was none.
    package internal(set) var last: String?
    /// False while another server is on the screen, and this one goes on unseen.
    package internal(set) var isShown = true
    /// What has to be known of the others that are open, by their names.
    package internal(set) var notes: [String: ServerNote] = [:]
    /// What came of testing servers, by their names.
    var verdicts: [String: ConnectionVerdict] = [:]
    /// The answers of servers, by their names.
    var readings: [String: ServerReading] = [:]

    /// The notes of which something is to be said, in the order of the names.
    package var activities: [ServerNote] {
        notes.values.filter { !$0.activity.isEmpty }.sorted { $0.name < $1.name }
    }
}

/// The actions on the servers of the session.
package enum ServersAction: Sendable {
    /// Offers all servers to choose from, and reads the profiles again: another console may have kept one.
    case switcherOpened
    /// The servers that have a profile now, for the choice that is open or waits for them.
    case choiceRead([OtherServer])
    /// A list of servers was opened anew: the profiles are read again, and then the list.
    case listOpened
    case switchRequested(ServerVisit)
    /// Goes back to the server that was on the screen before this one.
    case previousRequested
    /// The server that was wanted could not be opened.
    case notOpened(String)
    /// Another server is on the screen now.
    case left
    /// This server is on the screen now.
    case entered(ServerArrival)
    /// Something has changed on a server that is not on the screen.
    case noted(ServerNote)
    /// A profile was kept, in the place of the one with a name before; nil for a new one.
    case profileKept(Profile, former: ProfileName?)
    case profileRemoved(ProfileName)
    /// The servers that have a profile now.
    case profilesRead([OtherServer])
    case testRequested(String)
    case tested(String, ConnectionVerdict)
    /// A server of the list was asked.
    case read(String, ServerReading)
}

/// What a server that comes onto the screen takes over from the one that was there.
package struct ServerArrival: Sendable {
    package let visit: ServerVisit
    let from: ServerNote
    let notes: [String: ServerNote]
    let readings: [String: ServerReading]
    let appearance: Appearance
    let others: [OtherServer]

    /// - Parameters:
    ///   - others: The servers to choose from now, this one left out.
    package init(_ visit: ServerVisit, leaving state: ConsoleState, others: [OtherServer]) {
        (self.visit, from, appearance) = (visit, ServerNote(state), state.appearance)
        (notes, readings, self.others) = (state.servers.notes, state.servers.readings, others)
    }
}

/// Goes from server to server. Each keeps its panes, filters, edits and history, for each has a state of its own; a
/// reducer only says where the screen shall go.
struct ServersReducer: ConsoleFeature {
    let context: WorkContext

    func reduce(_ state: inout ConsoleState, _ action: ServersAction) -> ConsoleOutcome {
        switch action {
        case .switcherOpened:
            let reading = readingChoice()
            guard !state.others.isEmpty else { return reading ?? Self.noOthers }
            return .then(.picker(.opened(.servers(state)))) + (reading ?? ConsoleOutcome())
        case .choiceRead(let servers):
            let before = state.others
            take(servers, &state)
            let lists = before == state.others ? ConsoleOutcome() : listed(state)
            return lists + choice(state, isAwaited: before.isEmpty)
        case .listOpened:
            guard context.dependencies.profiles != nil else { return listed(state) }
            return reading()
        case .previousRequested:
            guard let last = state.servers.last else { return .message(.info, "No other server was on the screen yet") }
            state.servers.wanted = ServerVisit(last)
        case .switchRequested(let visit):
            if visit.name == state.session.profile {
                let actions = visit.arriving
                return actions.isEmpty
                    ? .message(.info, "\(visit.name) is on the screen") : ConsoleOutcome(actions: actions)
            }
            state.servers.wanted = visit
        case .notOpened(let reason):
            state.servers.wanted = nil
            return .message(.error, reason)
        case .left:
            state.servers.wanted = nil
            state.servers.isShown = false
            return .then(.autoRefresh(.focused(false)))
        case .entered(let arrival):
            return enter(arrival, &state)
        case .noted(let note):
            if note.name != state.session.profile { state.servers.notes[note.name] = note }
            return shown(state)
        case .profileKept(let profile, let former):
            for name in [former, profile.name].compactMap(\.self) {
                state.servers.verdicts[name.description] = nil
                state.servers.readings[name.description] = nil
            }
            let stale = leftBehind(&state, by: profile)
            let warning = profile.privacyWarning.map { " \($0)" } ?? ""
            return reading()
                + .then(
                    .form(
                        .completed(
                            Message(warning.isEmpty ? .ok : .warning, "Kept the profile \(profile.name).\(warning)"))))
                + stale
        case .profileRemoved(let name):
            return reading() + .then(.form(.completed(Message(.ok, "Removed the profile \(name)"))))
        case .profilesRead(let servers):
            take(servers, &state)
            return listed(state)
        case .testRequested(let name):
            return testing(name)
        case .tested(let name, let verdict):
            state.servers.verdicts[name] = verdict
            let text = verdict.problem ?? [verdict.steps, verdict.login].compactMap(\.self).joined(separator: "; ")
            return shown(state) + .message(verdict.failure == nil ? .ok : .error, "\(name): \(text)")
        case .read(let name, let reading):
            state.servers.readings[name] = reading
        }
        return ConsoleOutcome()
    }

    /// Takes the servers that have a profile now, and keeps those that are open without one.
    private func take(_ servers: [OtherServer], _ state: inout ConsoleState) {
        let open = state.others.filter { other in
            state.servers.notes[other.name] != nil && !servers.contains { $0.name == other.name }
        }
        state.others = servers.filter { $0.name != state.session.profile } + open
    }

    /// The choice among the servers as they are now: the one that is open, or the one that waited for the first.
    private func choice(_ state: ConsoleState, isAwaited: Bool) -> ConsoleOutcome {
        if case .server? = state.picker?.target {
            return .then(.picker(.itemsRead(PickerState.options(of: state))))
        }
        guard isAwaited, !state.isOccupied else { return ConsoleOutcome() }
        return state.others.isEmpty ? Self.noOthers : .then(.picker(.opened(.servers(state))))
    }

    /// A session stays where it was opened when its profile gets another address. One that has nothing unfinished is read
    /// with no more, so that nothing of the old server shows under the new address; one on the screen is said to be old.
    private func leftBehind(_ state: inout ConsoleState, by profile: Profile) -> ConsoleOutcome {
        let name = profile.name.description
        let note = state.servers.notes[name]
        let isHere = name == state.session.profile
        guard let old = isHere ? state.session.client.server : note?.session?.client.server, old != profile.server
        else { return ConsoleOutcome() }
        if !isHere, let note, note.unfinished == nil, !note.mustEndOrderly {
            state.servers.notes[name] = nil
            return ConsoleOutcome()
        }
        return .message(.warning, "The session of \(name) stays on \(old.description) until it is opened again")
    }

    /// The list of servers shows what has changed. None of them is asked again for that.
    private func shown(_ state: ConsoleState) -> ConsoleOutcome {
        guard state.pane == .profiles else { return ConsoleOutcome() }
        let context = WorkContext(context.dependencies, state)
        return .run(
            .run(.serverRows, "") { send in
                let rows = ServerRow.all(context).map(ServerRow.layout.row)
                await send(.list(.profiles, .rowsReplaced(rows)))
            })
    }

    /// Reads the lists of servers again, those that are not on the screen once they are.
    private func listed(_ state: ConsoleState) -> ConsoleOutcome {
        let lists = state.lists.panes.filter(\.listsServers)
        return ConsoleOutcome(actions: lists.map { .list($0, .outdated(isShown: state.pane == $0)) })
            + (state.pane.listsServers ? .then(.paneNeeded) : ConsoleOutcome())
    }

    /// Reads which servers have a profile now.
    private func reading() -> ConsoleOutcome {
        guard let profiles = context.dependencies.profiles else { return ConsoleOutcome() }
        return .run(
            .run(.profiles, "") { send in
                await send(.servers(.profilesRead(profiles.list().profiles.map(OtherServer.init))))
            })
    }

    /// The same for the choice of a server; nil where there are no profiles.
    private func readingChoice() -> ConsoleOutcome? {
        context.dependencies.profiles.map { profiles in
            .run(
                .run(.serverChoice, "") { send in
                    await send(.servers(.choiceRead(profiles.list().profiles.map(OtherServer.init))))
                })
        }
    }

    private func testing(_ name: String) -> ConsoleOutcome {
        guard let profiles = context.dependencies.profiles else {
            return .message(.info, "The servers of the demo need no test")
        }
        return .run(
            .run(.profileTest(name), "testing the connection") { send in
                guard let profile = profiles.list().profiles.first(where: { $0.name.description == name }) else {
                    return await send(.posted(Message(.warning, "\(name) has no profile on this machine")))
                }
                await send(.servers(.tested(name, await profiles.test(profile))))
            }) + .message(.info, "Testing \(name)")
    }

    private static let noOthers = ConsoleOutcome.message(
        .info, "No other server has a profile here: :servers adds one")

    private func enter(_ arrival: ServerArrival, _ state: inout ConsoleState) -> ConsoleOutcome {
        state.servers.isShown = true
        state.servers.last = arrival.from.name
        state.servers.notes = arrival.notes
        state.servers.readings.merge(arrival.readings) { $1 }
        state.servers.notes[arrival.from.name] = arrival.from
        state.servers.notes[state.session.profile] = nil
        state.appearance = arrival.appearance
        state.others = arrival.others
        var outcome = ConsoleOutcome.then(.autoRefresh(.focused(true))) + shown(state)
        outcome += ConsoleOutcome(actions: arrival.visit.arriving)
        if arrival.visit.isReadOnly, state.session.client.policy.readOnlyReason == nil {
            outcome += .then(.readOnlyChosen(reason: "it was opened read-only"))
        }
        if let unfinished = arrival.from.unfinished {
            outcome += .message(.info, "\(arrival.from.name) waits as you left it. \(unfinished)")
        }
        return outcome
    }
}

extension PickerState {
    /// The choice of the server to go to.
    fileprivate static func servers(_ state: ConsoleState) -> PickerState {
        PickerState("Switch to another server", PickerSource(options(of: state)), for: .server)
    }

    /// The servers to go to, the one that was on the screen before first: Enter alone goes back.
    fileprivate static func options(of state: ConsoleState) -> [FormOption] {
        let options = state.others.map { other in
            let note = state.servers.notes[other.name]
            let now = note.map { $0.activity.isEmpty ? "open" : $0.activity } ?? ""
            return FormOption(
                other.name, other.name, details: [other.purpose?.title ?? "", other.address, other.signIn, now])
        }
        return options.filter { $0.id == state.servers.last } + options.filter { $0.id != state.servers.last }
    }
}

extension PaneID {
    /// True for the lists whose rows are made of the servers that have a profile here.
    var listsServers: Bool { [.profiles, .fleet, .fleetUsers].contains(self) }
}
