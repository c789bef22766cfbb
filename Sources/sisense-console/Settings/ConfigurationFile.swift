import ConsoleUI
import Foundation
import SisenseClient

/// The configuration file of the person who runs the program.
enum ConfigurationFile {
    static func url(environment: [String: String]) -> URL {
        Connection.locations(environment: environment).config.url.appending(path: Configuration.fileName)
    }

    /// The configuration; empty where there is no file. A file that cannot be read is among its problems.
    static func read(environment: [String: String]) -> Configuration {
        do throws(PrivateFileError) {
            // It holds no secret, but programs that are run.
            let data = try PrivateFile.read(url(environment: environment), othersMayRead: true)
            return Configuration(data, themes: Themes(environment: environment).names)
        } catch {
            return error.reason == .missing ? Configuration() : Configuration(unreadable: "\(error) \(error.nextStep)")
        }
    }
}
