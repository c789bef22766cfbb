import CNcurses
import Glibc

/// The copies of a program's memory that the system keeps when a fault ends it.
package enum CoreDumps {
    /// Turns them off for this process and what it starts. A secret in memory would otherwise end up in a file, or with
    /// a collector of dumps, which asks no limit. The report of a fault needs none of them.
    package static func turnOff() {
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        cn_hide_memory()
    }
}
