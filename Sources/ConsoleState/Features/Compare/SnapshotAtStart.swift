import SisenseClient

/// The difference of the server, as the session began, from the last snapshot before.
package struct SnapshotNews: Sendable, Equatable {
    /// The name of the snapshot, or else its time.
    package let snapshot: String
    /// The names of what differs, in the order of the areas.
    package let names: [String]
    private let file: String

    init(_ entry: SnapshotFolder.Entry, _ lines: [CompareLine]) {
        snapshot = entry.name.isEmpty ? entry.title : entry.name
        names = lines.filter { $0.state == .differs }.map {
            $0.area == .system ? $0.key : "\($0.area.title): \($0.key)"
        }
        file = entry.path
    }

    /// The actions that show it line by line.
    package var opening: [ConsoleAction] { ListFeature.comparing(with: file) }
}

extension ServerSnapshot {
    /// Reads the server as it is opened, where its profile wants a snapshot then or there is one to compare with: keeps
    /// the new one, and says what differs from the last.
    static func atStart(_ context: WorkContext) -> ConsoleEffect? {
        guard let folder = context.dependencies.snapshots else { return nil }
        return .run(.snapshot, "comparing with the last snapshot") { send in
            let last = folder.entries().first
            guard folder.isTakenAtStart || last != nil else { return }
            let then = last.flatMap { try? ServerSnapshot(file: $0.path) }
            let parts = folder.isTakenAtStart ? Part.usual : (then?.parts ?? []).intersection(Part.usual)
            do throws(APIError) {
                let now = try await read(context, parts)
                if let last, let then {
                    let lines = CompareLine.lines(now.only(then.parts), then.only(now.parts))
                    await send(.home(.snapshotCompared(SnapshotNews(last, lines))))
                }
                if folder.isTakenAtStart { await keep(now, in: folder, context, send) }
            } catch {
                guard folder.isTakenAtStart else { return }
                await send(.posted(Message(.warning, "Could not keep a snapshot: \(error.message)")))
            }
        }
    }

    private static func keep(
        _ snapshot: ServerSnapshot, in folder: SnapshotFolder, _ context: WorkContext,
        _ send: @Sendable (ConsoleAction) async -> Void
    ) async {
        do throws(PrivateFileError) {
            try folder.keep(snapshot, named: "", at: context.dependencies.now())
        } catch {
            await send(.posted(Message(.warning, "Could not keep a snapshot: \(error) \(error.nextStep)")))
        }
    }
}
