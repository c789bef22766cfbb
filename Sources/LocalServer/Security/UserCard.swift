import SisenseClient

/// The part of a user's record that everybody may see with whom the user has something to do, such as the name of the
/// owner of a dashboard. The rest is for administrators.
enum UserCard {
    private static let members: Set<String> = ["_id", "userName", "firstName", "lastName"]

    static func of(_ user: JSONObject) -> JSONObject {
        JSONObject(user.members.filter { members.contains($0.key) }.map { ($0.key, $0.value) })
    }
}
