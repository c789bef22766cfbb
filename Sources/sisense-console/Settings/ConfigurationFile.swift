import ConsoleUI
import Foundation
import SisenseClient

/// The configuration file of the person who runs the program.
enum ConfigurationFile {
    static func url(environment: [String: String]) -> URL {
        Connection.locations(environment: environment).config.url.appending(path: Configuration.fileName)
    }

    /// The configuration; empty where there is no file. A file that cannot be read is among its problems.
    /// - Parameter keys: The keys that are asked for.
    static func read(
        environment: [String: String], _ keys: [ConfigurationKey] = ConfigurationKey.allCases
    ) -> Configuration {
        do throws(PrivateFileError) {
            // It holds no secret, but programs that are run.
            let data = try PrivateFile.read(url(environment: environment), othersMayRead: true)
            let themes = keys.contains(.theme) ? Themes(environment: environment).names : []
            return Configuration(data, themes: themes, keys: keys)
        } catch {
            return error.reason == .missing ? Configuration() : Configuration(unreadable: "\(error) \(error.nextStep)")
        }
    }
}
