import Foundation

/// The descriptors a program started now would inherit.
package enum OpenDescriptors {
    /// All that are open beside the standard three, and some more, since other threads may open more before the program
    /// starts. A socket that the program held open would go on reporting events here after its end.
    package static var inherited: Range<Int32> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return 3..<(names.compactMap { Int32($0) }.max() ?? 1024) + 64
    }
}
