import Foundation
import SisenseClient
import Testing

@Suite("The folders of the user's files")
struct LocationsTests {
    private static let home = URL(filePath: "/home/ada")

    @Test("Without settings they are the usual ones below the home folder")
    func defaults() {
        let locations = Locations(environment: [:], home: Self.home)
        #expect(locations.config.url.path == "/home/ada/.config/sisense-console")
        #expect(locations.state.url.path == "/home/ada/.local/state/sisense-console")
        #expect(locations.cache.url.path == "/home/ada/.cache/sisense-console")
        #expect(locations.profiles.path == "/home/ada/.config/sisense-console/profiles")
        #expect([locations.config, locations.state, locations.cache].allSatisfy { $0.source == "default" })
    }

    @Test("A variable moves its folder and is named as the source")
    func variables() {
        let locations = Locations(environment: ["XDG_CONFIG_HOME": "/etc/me"], home: Self.home)
        #expect(locations.config.url.path == "/etc/me/sisense-console")
        #expect(locations.config.source == "XDG_CONFIG_HOME")
        #expect(locations.state.source == "default")
    }

    @Test("A relative path in a variable is ignored", arguments: ["", "relative", "~/x"])
    func relative(_ path: String) {
        #expect(Locations(environment: ["XDG_STATE_HOME": path], home: Self.home).state.source == "default")
    }
}
