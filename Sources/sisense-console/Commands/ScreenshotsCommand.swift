import Foundation

/// Draws the panes as pictures.
struct ScreenshotsCommand {
    let folder: URL

    func run() async -> Int32 {
        ExitStatus.failed
    }
}
