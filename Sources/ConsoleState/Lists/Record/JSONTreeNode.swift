package import SisenseClient

/// One line of an outline, and the branch below it.
package struct JSONTreeNode: Sendable {
    package enum Content: Sendable, Equatable {
        /// A column of a record, by its title.
        case field(name: String, text: String)
        case heading(String)
        case text(String)
        case gap
        /// A value of a JSON document, with its key or its place; nil for a document that is no object or array.
        case value(JSONPath.Step?, JSONValue)
    }

    package let content: Content
    /// 0 for the outermost.
    package let level: Int
    /// The place of the node it belongs to; nil for the outermost.
    package let parent: Int?
    /// The place behind its last descendant.
    package internal(set) var end: Int
    /// Whether its branch is open before anybody has touched it.
    let startsOpen: Bool
}
