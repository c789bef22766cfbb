/// How much sample data a new server gets. The same numbers and the same seed give the same data.
package struct SampleSize: Sendable, Equatable {
    package var users: Int
    package var groups: Int
    package var dashboards: Int
    package var seed: UInt64

    package init(users: Int = 60, groups: Int = 12, dashboards: Int = 24, seed: UInt64 = 1) {
        self.users = max(1, users)
        self.groups = max(0, groups)
        self.dashboards = max(0, dashboards)
        self.seed = seed
    }

    /// A company of so many people, with as many groups and dashboards as such a company has.
    package static func company(of users: Int) -> SampleSize {
        SampleSize(users: users, groups: max(12, users / 50), dashboards: max(24, users / 5))
    }
}
