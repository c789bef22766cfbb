/// What the server's own error codes mean. The catalogue's answers name the codes; this table spells them out.
package enum ServerCode {
    /// The meaning in a few words; nil for a code that no reference lists.
    package static func meaning(_ code: Int) -> String? { table[code] }

    private static let table: [Int: String] = [
        202: "resource or expandable field not found",
        300: "invalid request data",
        403: "forbidden",
        500: "internal error",
        601: "not a valid object id",
        2001: "user not found",
        2002: "the users must be an array",
        2003: "a mandatory field is missing",
        2004: "the user exists already",
        2005: "a user comes twice in the list",
        2006: "there can be only one super user",
        2007: "the licence has no seat left",
        2008: "the directory user has no principal name",
        2009: "a mandatory field is empty",
        2011: "the super user cannot be deleted",
        5002: "the token is not valid",
        7501: "the e-mail server settings exist already, or are not there to change",
        10001: "dashboard not found",
        14004: "widget not found",
        14005: "alert or widget not found",
    ]
}
