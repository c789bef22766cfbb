import Foundation
import SisenseClient

extension ListFeature {
    /// Asks for the name under which the setup of this server is kept.
    package static var snapshotForm: FormState {
        let field = FormField.text(
            "name", "Name",
            help: "To compare with later, as in before-upgrade; empty: the date; a path writes a file of your own"
        ) { text in
            isPath(text) || ProfileName(text) != nil ? nil : "Letters, digits, \"-\", \"_\" and dots, or a path"
        }
        return FormState("Save a snapshot of this server", [field]) { context, values throws(APIError) in
            let name = values.text("name")
            let folder = context.dependencies.snapshots
            guard isPath(name) || folder != nil else {
                return .form(.refused(field: "name", "This server keeps none: enter the path of a file"))
            }
            var snapshot = try await ServerSnapshot.read(context.client)
            let now = context.dependencies.now()
            snapshot.time = now
            let place: String
            if isPath(name) {
                do throws(LocalFile.Problem) {
                    try LocalFile.write(JSONWriter.write(snapshot.json, layout: .indented), to: name)
                } catch {
                    return .form(.refused(field: "name", error.text))
                }
                place = "written to \(name)"
            } else {
                do throws(PrivateFileError) {
                    try folder?.keep(snapshot, named: name, at: now)
                } catch {
                    return .form(.refused(field: "name", "\(error) \(error.nextStep)"))
                }
                place = "kept; :since \(name.isEmpty ? "today" : name) shows what has changed then"
            }
            return .form(.completed(Message(.ok, "\(snapshot.lines.count) lines \(place)")))
        }
    }

    private static func isPath(_ text: String) -> Bool { text.contains("/") || text.hasSuffix(".json") }
}

extension ServerSnapshot {
    /// Keeps how the server is as it is opened, where its profile says so.
    static func keepingAtStart(_ context: WorkContext) -> ConsoleEffect? {
        guard let folder = context.dependencies.snapshots, folder.isTakenAtStart else { return nil }
        return .run(.snapshot, "keeping a snapshot") { send in
            do throws(APIError) {
                let snapshot = try await read(context.client)
                do throws(PrivateFileError) {
                    try folder.keep(snapshot, named: "", at: context.dependencies.now())
                } catch {
                    await send(.posted(Message(.warning, "Could not keep a snapshot: \(error) \(error.nextStep)")))
                }
            } catch {
                await send(.posted(Message(.warning, "Could not keep a snapshot: \(error.message)")))
            }
        }
    }
}
