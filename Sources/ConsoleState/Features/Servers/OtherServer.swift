import SisenseClient

/// A server that can be worked on or compared with: the name of its profile, what it is for, its address, and how
/// one signs in there.
package struct OtherServer: Sendable, Equatable {
    package let name: String
    /// Nil where the profile does not say it.
    package let purpose: ServerPurpose?
    package let address: String
    /// The source of its token in words; it holds no secret.
    package let signIn: String

    package init(name: String, purpose: ServerPurpose? = nil, address: String, signIn: String = "") {
        (self.name, self.purpose, self.address, self.signIn) = (name, purpose, address, signIn)
    }
}

/// A wish to work on another server of this session.
package struct ServerVisit: Sendable, Equatable {
    /// The name of its profile.
    package let name: String
    /// The pane to open there; nil for the one that was left there, or that its profile begins with.
    package let pane: PaneID?
    /// True when nothing shall be changed there.
    package let isReadOnly: Bool
    /// The server that it is compared with once it is on the screen; nil for none.
    let comparison: String?
    /// The record to open there; nil for none.
    let record: RecordLink?

    package init(
        _ name: String, pane: PaneID? = nil, isReadOnly: Bool = false, comparedWith comparison: String? = nil,
        record: RecordLink? = nil
    ) {
        (self.name, self.pane, self.isReadOnly) = (name, pane, isReadOnly)
        (self.comparison, self.record) = (comparison, record)
    }

    /// What is opened on the server once that is on the screen; none for what was left there.
    var arriving: [ConsoleAction] {
        var actions: [ConsoleAction] = pane.map { [.paneOpened($0)] } ?? []
        if let record {
            actions += [.paneOpened(record.pane), .list(record.pane, .recordOpened(record.id, title: record.title))]
        }
        if let comparison { actions += ListFeature.comparing(with: comparison) }
        return actions
    }
}

/// What has to be known of a server of this session while another one is on the screen.
package struct ServerNote: Sendable, Equatable {
    package let name: String
    /// What goes on there, as in `reverts in 40 s`; empty where nothing does.
    package let activity: String
    /// True when that is pressing.
    package let isUrgent: Bool
    /// What quitting now would lose there; nil where nothing is.
    package let unfinished: String?
    /// True while the program must not end without leaving it time.
    package let mustEndOrderly: Bool
    /// The session there, to read with from here; nil while nobody is signed in.
    let session: OpenSession?

    package init(_ state: ConsoleState) {
        name = state.session.profile
        session = state.session.isReady ? OpenSession(state.session) : nil
        unfinished = state.unfinishedHere
        mustEndOrderly = state.mustEndOrderlyHere
        (activity, isUrgent) = Self.activity(state)
    }

    /// The session of a server that is open, as others of the same console use it: to read, and nothing else.
    struct OpenSession: Sendable, Equatable {
        let client: APIClient
        private let tokenNumber: Int

        init(_ session: SessionState) {
            client = session.client.readOnly(reason: "it is read from another server's pane")
            tokenNumber = session.tokenNumber
        }

        /// It is the same one as long as it has the same token.
        static func == (one: OpenSession, other: OpenSession) -> Bool { one.tokenNumber == other.tokenNumber }
    }

    /// Settings that are pending confirmation come before a run that is being sent.
    private static func activity(_ state: ConsoleState) -> (String, Bool) {
        if let autoRevert = state.autoRevert {
            switch autoRevert.phase {
            case .waiting(let seconds): return ("reverts in \(seconds) s", true)
            case .reverting: return ("reverting", true)
            case .failed: return ("not reverted yet", true)
            }
        }
        if let sending = state.writes.sending { return ("sent \(sending.progressText)", false) }
        return ("", false)
    }
}

extension OtherServer {
    /// Servers that are read together.
    static let maxReadTogether = 8
}

extension WorkContext {
    /// All servers that have a profile here, the one on the screen first.
    var fleet: [OtherServer] {
        [OtherServer(name: serverName, purpose: purpose, address: client.server.description)] + others
    }

    /// The same as it works on another server of the fleet, where it can only read.
    func visiting(_ server: OtherServer) async throws(APIError) -> WorkContext {
        var context = self
        if server.name != serverName { context.client = try await connect(server.name).noting(with: client) }
        return context
    }

    /// A client of another server that can only read: that of its session where it is open in this console, or else one
    /// that signs in as its profile says.
    /// - Parameter address: The address its profile has now; nil for that of the others of this session.
    func connect(_ name: String, at address: String? = nil) async throws(APIError) -> APIClient {
        if let session = session(of: name, at: address) { return session.client }
        return try await dependencies.connect(name)
    }

    /// The open session of a server, where it is still one at the address that its profile has.
    func session(of name: String, at address: String? = nil) -> ServerNote.OpenSession? {
        guard let session = servers.notes[name]?.session else { return nil }
        let wanted = address ?? others.first { $0.name == name }?.address ?? ""
        return wanted.isEmpty || wanted == session.client.server.description ? session : nil
    }

    /// Does something on a server of the fleet. Where the token of its open session is no longer good, it is done once
    /// more as the profile signs in.
    func signedIn<Value: Sendable>(
        to server: OtherServer, _ work: @concurrent @Sendable (WorkContext) async throws(APIError) -> Value
    ) async throws(APIError) -> Value {
        let there = try await visiting(server)
        do throws(APIError) {
            return try await work(there)
        } catch {
            guard error.kind == .unauthorized, server.name != serverName, session(of: server.name) != nil else {
                throw error
            }
            var again = there
            again.client = try await dependencies.connect(server.name).noting(with: client)
            return try await work(again)
        }
    }
}
