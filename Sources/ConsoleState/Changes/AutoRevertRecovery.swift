import SisenseClient

/// Looks for settings that programs which have died left pending.
struct AutoRevertRecovery: Sendable {
    private let journal: RevertJournal?
    private let client: APIClient
    private let source: TokenReading?

    init(_ context: WorkContext) {
        (journal, client) = (context.dependencies.reverts, context.client)
        source = context.dependencies.signIn.source
    }

    var effect: ConsoleEffect { .run(.autoRevertJournal, "") { await run($0) } }

    /// Says what stands while nobody can log in: the settings may be the reason.
    var notice: ConsoleEffect {
        .run(.autoRevertJournal, "") { send in
            guard let entry = journal?.abandoned(on: client.server).first else { return }
            let what = "\(entry.pending.title) of \(Timestamp(entry.time).minuteText)"
            await send(
                .posted(
                    Message(
                        .warning,
                        "\(what) was not confirmed before the console ended, and stands until you are logged in.")))
        }
    }

    /// Hands on the oldest that is in force, or of which that is not known; those that are not are forgotten.
    @concurrent func run(_ send: ConsoleEffect.Send) async {
        for entry in journal?.abandoned(on: client.server) ?? [] {
            guard (try? await entry.pending.isInForce(client)) != false else {
                try? entry.remove()
                let title = entry.pending.title
                await send(
                    .posted(
                        Message(
                            .info, "\(title) was not confirmed before the console ended; nothing of it is in force.")))
                continue
            }
            return await send(.autoRevert(.recovered(KeptRevert(entry.pending, entry: entry, source: source))))
        }
    }
}
