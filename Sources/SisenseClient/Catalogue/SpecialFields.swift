/// The query fields that GET operations share (seeds/001, Special Fields).
package struct SpecialFields: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// `fields`: members to keep, or with `-` to drop.
    package static let fields = SpecialFields(rawValue: 1 << 0)
    /// `sort`: the member to order by, descending with `-`.
    package static let sort = SpecialFields(rawValue: 1 << 1)
    /// `skip` and `limit`: the page.
    package static let paging = SpecialFields(rawValue: 1 << 2)
    /// `expand`: ids to put objects in the place of.
    package static let expand = SpecialFields(rawValue: 1 << 3)

    /// What reading one record takes.
    package static let one: SpecialFields = [.fields, .expand]
    /// What reading a list takes.
    package static let list: SpecialFields = [.fields, .sort, .paging, .expand]

    /// The parameters these stand for.
    package var parameters: [Parameter] {
        var parameters: [Parameter] = []
        if contains(.fields) {
            parameters.append(.query("fields", "Members to return, comma separated; -name leaves one out"))
        }
        if contains(.sort) { parameters.append(.query("sort", "Member to sort by; -name for descending")) }
        if contains(.paging) {
            parameters.append(.query("skip", "Records to leave out at the start", .integer))
            parameters.append(.query("limit", "Records to return at most", .integer))
        }
        if contains(.expand) {
            parameters.append(.query("expand", "Members whose ids become objects, as in groups(fields:name)"))
        }
        return parameters
    }
}
