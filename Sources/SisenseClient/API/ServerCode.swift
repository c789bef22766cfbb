/// The meanings of the server's own error codes. The catalogue's answers name the codes; this table spells them out.
package enum ServerCode {
    /// The meaning in a few words; nil for a code that no reference lists.
    package static func meaning(_ code: Int) -> String? { table[code] }

    /// Advice on what to do about it, for the codes where that is more than reading the message.
    package static func nextStep(_ code: Int) -> String? { nextSteps[code] }

    private static let nextSteps: [Int: String] = [
        2004: "Use the existing user, or choose another name and address.",
        2007: "Deactivate or delete users that are no longer needed, or extend the licence.",
        2011: "Give the super user's role to another user first.",
        5002: "Log in again, or give a token that is still valid.",
        23004: "Choose another name.",
        30006: "Delete the other rules of the column first.",
    ]

    private static let table: [Int: String] = [
        202: "resource or expandable field not found",
        300: "invalid request data",
        403: "forbidden",
        500: "internal error",
        601: "not a valid object id",
        2001: "user not found",
        2002: "the users must be an array",
        2003: "a mandatory field is missing",
        2004: "the user already exists",
        2005: "a user is listed twice",
        2006: "there can be only one super user",
        2007: "the licence has no seat left",
        2008: "the directory user has no principal name",
        2009: "a mandatory field is empty",
        2011: "the super user cannot be deleted",
        5002: "the token is not valid",
        7501: "the email server settings already exist, or do not exist",
        10001: "dashboard not found",
        14004: "widget not found",
        14005: "alert or widget not found",
        22001: "the LDAP domain was not found, or fullNames of an ElastiCube set is not an array",
        22002: "the list of full names is empty",
        22003: "the ElastiCube set already exists",
        22004: "an ElastiCube was not found",
        22005: "an ElastiCube is already in the set",
        23001: "no permission on the data set",
        23003: "the connection was not found",
        23004: "the name of the data set is already used",
        23005: "a user in the list was not found",
        23006: "a group in the list was not found",
        23007: "this call is deprecated",
        30001: "the default rule of data security is not valid",
        30003: "a user or group is listed twice in the rule",
        30004: "a user or group of the rule was not found",
        30006: "the default rule has to be deleted last",
        57003: "the JAQL query is not valid",
        57004: "the answer to the JAQL query cannot be used",
        57006: "the narration failed",
        57007: "this chart type cannot be narrated",
        57008: "these data cannot be narrated",
    ]
}
