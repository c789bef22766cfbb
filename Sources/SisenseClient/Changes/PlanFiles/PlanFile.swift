package import Foundation

/// Changes that were planned and not sent, as a file: for another time, for another administrator to look through and
/// to apply, or for a change ticket. Each step has the state of its record that it is based on, so that whoever applies
/// it can make sure that nothing has changed since. It holds no secret; where a request needs one, it says which.
package struct PlanFile: Sendable {
    /// The person and the program that made the file, and when.
    package struct Maker: Sendable, Equatable {
        package let time: Timestamp
        /// The user on the machine where it was made.
        package let person: String
        /// The account on the server; nil where that was not known.
        package let account: String?
        /// The program and its version.
        package let program: String

        package init(time: Timestamp, person: String, account: String?, program: String = Product.userAgent) {
            (self.time, self.person, self.account, self.program) = (time, person, account, program)
        }
    }

    /// One request, and all that is needed to look at it and to make sure of it.
    package struct Step: Sendable {
        let id: String
        let title: String
        /// The record in words.
        let record: String
        let danger: Danger
        let changes: [FieldChange]
        let impact: [String]
        let warnings: [String]
        /// The body has references in the places of secrets.
        let call: Call
        /// The check that the record is as it was; nil where there is no record. Its base has masks for secrets.
        let base: Precondition?
        /// What must hold beside it, of a request that hits more than one record.
        let further: [Precondition]
        /// The record as it will be; nil where that is not known.
        let result: JSONValue?
        let undo: Call?
        /// The way back, where it takes more than one request.
        let wayBack: WayBack?
        /// The values of files that describe a server which it brings about, by their names there; none for a plan that
        /// was not made of such files.
        package internal(set) var state: [StateFolder.Leaf] = []

        package var text: String { title }
    }

    /// Marks the format, and its version.
    static let format = "sisense-console plan 1"

    package let id: String
    package let maker: Maker
    package let server: ServerAddress
    /// The name that its maker has for the server.
    package let serverName: String
    /// The time after which it is not sent any more; nil for one that stays.
    package private(set) var expiry: Timestamp?
    /// The digest of the files that describe a server which it was made of; nil for other plans.
    package private(set) var input: String?
    package internal(set) var steps: [Step]

    init(id: String, maker: Maker, server: ServerAddress, serverName: String, steps: [Step]) {
        (self.id, self.maker, self.server, self.serverName, self.steps) = (id, maker, server, serverName, steps)
    }

    /// - Throws: `PlanFileError` for a plan that cannot be kept in a file, with its title.
    package init(
        _ plans: [RequestPlan], maker: Maker, server: ServerAddress, serverName: String
    ) throws(PlanFileError) {
        self.init(id: UUID().uuidString, maker: maker, server: server, serverName: serverName, steps: [])
        try add(plans)
    }

    /// The hours that a plan stays fresh, and those on a production server.
    private static let freshHours = 24
    private static let freshProductionHours = 4

    /// The same file, which is sent for so long and no longer.
    package func expiring(isProduction: Bool) -> PlanFile {
        var file = self
        let hours = isProduction ? Self.freshProductionHours : Self.freshHours
        file.expiry = Timestamp(maker.time.date.addingTimeInterval(Double(hours) * 3600))
        return file
    }

    /// The same file, made of files that describe a server.
    /// - Parameter wanted: The values that each plan brings about.
    package func made(of folder: StateFolder, bringing wanted: [RequestPlan.ID: [StateFolder.Leaf]]) -> PlanFile {
        var file = self
        file.input = folder.digest
        for index in file.steps.indices {
            file.steps[index].state = UUID(uuidString: file.steps[index].id).flatMap { wanted[$0] } ?? []
        }
        return file
    }

    mutating func set(expiry: Timestamp?, input: String?) { (self.expiry, self.input) = (expiry, input) }

    /// True once it may not be sent any more.
    package func isExpired(at now: Date) -> Bool { expiry.map { $0.date < now } ?? false }

    /// Plans for the server of a client, made by the user of this machine.
    /// - Throws: As above.
    package init(
        _ plans: [RequestPlan], for client: APIClient, serverName: String, at now: Date
    ) throws(PlanFileError) {
        let maker = Maker(time: Timestamp(now), person: NSUserName(), account: client.account)
        try self.init(plans, maker: maker, server: client.server, serverName: serverName)
    }

    /// Adds plans behind those that are there.
    /// - Throws: `PlanFileError` for one that cannot be kept in a file, and one for another server.
    package mutating func add(_ plans: [RequestPlan]) throws(PlanFileError) {
        for plan in plans {
            guard plan.target.server == server else {
                throw PlanFileError(plan.title, "is for \(plan.target.server), and the file is for \(server)")
            }
            steps.append(try Step(plan, secretsBefore: steps.reduce(0) { $0 + $1.call.secretCount }))
        }
    }

    /// The step of a plan; nil for one that is from elsewhere.
    package func step(_ plan: RequestPlan.ID) -> Step? { steps.first { $0.id == plan.uuidString } }

    /// The origin of its changes, for the record of changes.
    package var source: PlanSource {
        PlanSource(id: id, maker: [maker.person, maker.account].compactMap(\.self).joined(separator: ", "))
    }
}

extension PlanFile.Step {
    /// - Parameter number: The secrets that the steps before ask for.
    init(_ plan: RequestPlan, secretsBefore number: Int) throws(PlanFileError) {
        let call = try Self.withoutSecrets(plan, secretsBefore: number)
        id = plan.id.uuidString
        (title, record, danger) = (plan.title, plan.target.name, plan.danger)
        (changes, impact, warnings) = (plan.neededWords, plan.impact, plan.warnings)
        self.call = call
        (base, further) = (plan.precondition.map(Self.masked), plan.furtherConditions.map(Self.masked))
        result = plan.result.map(Redactor.json)
        wayBack = plan.wayBack.flatMap { Redactor.json($0.json) == $0.json ? $0 : nil }
        undo = plan.inverse.flatMap { Self.isPlain($0) ? $0 : nil }
    }

    private static func withoutSecrets(_ plan: RequestPlan, secretsBefore number: Int) throws(PlanFileError) -> Call {
        guard plan.whenDue == nil else {
            throw PlanFileError(plan.title, "rests on what comes of an earlier step, which a plan file cannot say")
        }
        let call = plan.call
        guard Redactor.path(call.path) == call.path, Redactor.query(call.query) == call.query,
            Redactor.headers(call.headers) == call.headers
        else { throw PlanFileError(plan.title, "has a secret in its path, query or header fields") }
        switch call.body {
        case nil: return call
        case .form(let items):
            guard Redactor.query(items) == items else { throw PlanFileError(plan.title, "has a secret in its form") }
            return call
        case .bytes: throw PlanFileError(plan.title, "sends a body that is not JSON, which a plan file does not hold")
        case .json(let body):
            var references = SecretReferences(before: number)
            let known = references.referring(body, base: plan.base)
            return Call(
                sketch: call.operation, path: call.path, query: call.query, headers: call.headers, body: .json(known))
        }
    }

    /// The check without secrets. Members that have one are left out: their values are not known any more.
    private static func masked(_ base: Precondition) -> Precondition {
        let value = Redactor.json(base.base)
        // The ids of records are no secrets, whatever they are called.
        guard value != base.base, base.holdings == nil else { return base }
        let names = base.members ?? base.base.object?.keys ?? []
        return Precondition(
            read: base.read, base: value, members: names.filter { value[$0] == base.base[$0] }, item: base.item,
            entries: base.entries, holdings: base.holdings)
    }

    private static func isPlain(_ call: Call) -> Bool {
        switch call.body {
        case .json(let body): Redactor.json(body) == body && Redactor.path(call.path) == call.path
        case nil: Redactor.path(call.path) == call.path
        case .form, .bytes: false
        }
    }
}

extension RequestPlan {
    /// The reason why a plan file cannot keep it; nil where one can.
    package var planFileProblem: String? {
        do throws(PlanFileError) {
            _ = try PlanFile.Step(self, secretsBefore: 0)
            return nil
        } catch {
            return error.message
        }
    }
}

extension Call {
    /// The references to secrets of the environment in the body.
    fileprivate var secretCount: Int {
        guard case .json(let body)? = body else { return 0 }
        return SecretReferences.names(in: body).count
    }
}

/// The reason why a plan file cannot be written, read or used, with its place.
package struct PlanFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The line or the path in the file, or the title of a plan.
    package let position: String
    package let message: String

    package init(_ position: String, _ message: String) {
        (self.position, self.message) = (position, message)
    }

    package var description: String { position.isEmpty ? message : "\(position): \(message)" }
}
