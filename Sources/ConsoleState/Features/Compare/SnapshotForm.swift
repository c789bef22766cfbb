import Foundation
import SisenseClient

extension ListFeature {
    /// Asks for the name under which the setup of this server is kept, and whether that goes into the shares.
    /// - Parameter text: What was typed to begin with: a name, and `shares` behind it where they are wanted.
    package static func snapshotForm(_ text: String = "") -> FormState {
        var words = text.split(separator: " ").map(String.init)
        let withShares = words.count > 1 && words.last == "shares"
        if withShares { words.removeLast() }
        let field = FormField.text(
            "name", "Name", words.joined(separator: " "),
            help: "To compare with later, as in before-upgrade; empty: the date; a path writes a file of your own"
        ) { text in
            isPath(text) || ProfileName(text) != nil ? nil : "Letters, digits, \"-\", \"_\" and dots, or a path"
        }
        let shares = FormField.toggle(
            "shares", "Shares", withShares, help: "Whom each dashboard is shared with; reads all dashboards")
        return FormState("Save a snapshot of this server", [field, shares]) { context, values throws(APIError) in
            let name = values.text("name")
            let folder = context.dependencies.snapshots
            guard isPath(name) || folder != nil else {
                return .form(.refused(field: "name", "This server keeps none: enter the path of a file"))
            }
            var snapshot = try await ServerSnapshot.read(
                context, values.flag("shares") ? ServerSnapshot.Part.usual.union([.shares]) : ServerSnapshot.Part.usual)
            let now = context.dependencies.now()
            snapshot.time = now
            let destination: String
            if isPath(name) {
                do throws(LocalFile.Problem) {
                    try LocalFile.write(JSONWriter.write(snapshot.json, layout: .indented), to: name)
                } catch {
                    return .form(.refused(field: "name", error.text))
                }
                destination = "written to \(name)"
            } else {
                do throws(PrivateFileError) {
                    try folder?.keep(snapshot, named: name, at: now)
                } catch {
                    return .form(.refused(field: "name", "\(error) \(error.nextStep)"))
                }
                let end = folder?.endsWithConsole == true ? " until the console ends" : ""
                destination = "kept\(end); :since \(name.isEmpty ? "today" : name) shows what has changed then"
            }
            let lines = counted(snapshot.lines.count, "line")
            return .form(.completed(Message(.ok, "\(lines) \(destination)\(snapshot.shortfall)")))
        }
    }
}

extension ServerSnapshot {
    /// The areas it lacks, as a sentence behind another; empty where there are none.
    fileprivate var shortfall: String {
        let missing = CompareArea.allCases.filter { gaps[$0] != nil }.map { $0.title.lowercased() }
        return missing.isEmpty ? "" : "; not read: \(missing.joined(separator: ", "))"
    }
}
