package import Foundation
import SisenseClient

/// The views that were kept by hand in the console, in a file of the program's own. Those that a person writes are in the
/// configuration, which the program only reads.
package struct ViewMemory: Sendable {
    private let file: URL

    package init(file: URL) { self.file = file }

    /// The kept views by their names; what cannot be read is as if it were not there.
    package func read() -> [SavedView] {
        let json = (try? PrivateFile.read(file)).flatMap { try? JSONReader.read($0) }
        return (json?.object?.members ?? []).compactMap { member in
            guard SavedView.problem(ofName: member.key) == nil, let name = member.value["pane"]?.string,
                let pane = PaneID(rawValue: name), pane.ownList != nil
            else { return nil }
            func texts(_ key: String) -> [String]? { member.value[key]?.array?.compactMap(\.string) }
            return SavedView(
                member.key, of: pane, filter: member.value["filter"]?.string ?? "", columns: texts("columns"),
                sort: texts("sort") ?? [])
        }
    }

    /// Keeps these views and no others.
    func keep(_ views: [SavedView]) throws(PrivateFileError) {
        var document = JSONObject()
        for view in views where !view.isConfigured { document[view.name] = view.json }
        try PrivateFile.write(JSONWriter.write(.object(document), layout: .indented), to: file)
    }
}

extension SavedView {
    /// As files hold it, without its name.
    fileprivate var json: JSONValue {
        var json = JSONObject()
        json["pane"] = .string(pane.rawValue)
        if !filter.isEmpty { json["filter"] = .string(filter) }
        if let columns { json["columns"] = .array(columns.map(JSONValue.string)) }
        if !sort.isEmpty { json["sort"] = .array(sort.map(JSONValue.string)) }
        return .object(json)
    }
}
