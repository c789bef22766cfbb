import Foundation
import SisenseClient

/// Values of the API in the words of a person: states and kinds without the signs of a code, times in the person's zone,
/// sizes with a unit; and the names of values where the API gives only a key.
enum ValueText {
    /// - Parameter member: The name of the member that holds the value, which tells what it means.
    static func text(_ value: JSONValue, of member: String) -> String {
        switch value {
        case .number(let number):
            if member.hasSuffix("InMb") { return Quantity.size(bytes: number.double * 1_048_576) }
            if isCount(member), let count = value.integer { return Quantity.count(count) }
            return number.literal
        case .string(let text):
            // Numbers and short codes would pass for times, too.
            if text.contains("T"), text.contains(":"), let time = Timestamp(text) { return time.minuteText }
            return words(text, of: member)
        case .array(let items): return items.map { self.text($0, of: member) }.joined(separator: ", ")
        case .null, .bool, .object: return value.plainText
        }
    }

    /// Words for the codes of a member: `by_table` is `by table`.
    static func words(_ code: String, of member: String) -> String {
        switch member {
        case "permission": permissions[code] ?? code
        case "nodeRoles": code.lowercased()
        case "buildType", "status", "type", "datatype", "executionStatus", "jobStatus":
            code.replacing("_", with: " ").replacing("-", with: " ")
        default: code
        }
    }

    private static let permissions = ["r": "read", "w": "write"]

    private static func isCount(_ member: String) -> Bool {
        ["max", "inUse"].contains { member.hasPrefix($0) } || member.hasSuffix("Size")
    }

    /// The name of a value for a person: `inUseAdmins` is `Administrator seats taken`.
    /// - Parameter path: Names of members joined by dots.
    static func name(of path: String) -> String {
        names[path] ?? path.split(separator: ".").map { spelled(String($0)) }.joined(separator: ", ")
    }

    /// The words of a key in a sentence's case: `isMobileEnabled` is `Mobile enabled`.
    static func spelled(_ key: String) -> String {
        var text = ""
        for character in key {
            if character == "_" || character == "-" {
                text.append(" ")
            } else if character.isUppercase, text.last?.isLowercase == true {
                text += " " + character.lowercased()
            } else {
                text.append(character)
            }
        }
        if text.hasPrefix("is ") { text = String(text.dropFirst(3)) }
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// Those that the key itself does not say well. The licence spells `macine` like that.
    private static let names = [
        "expirationDate": "Ends", "maxAdmins": "Administrator seats", "inUseAdmins": "Administrator seats taken",
        "maxDesigners": "Designer seats", "inUseDesigners": "Designer seats taken", "maxViewers": "Viewer seats",
        "inUseViewers": "Viewer seats taken", "macine": "Machine",
        "version.version": "Version", "version.isBigData": "Big data",
        "version.isFeaturedDashboardsOn": "Featured dashboards", "license.isMobileEnabled": "Mobile app",
        "license.isExpired": "Licence has ended",
        "lastExecution": "Last run", "jobStatus": "Job", "jobFrequent": "Schedule (cron)", "executionStatus": "State",
        "analytics_token": "Token",
    ]
}
