import SisenseClient
import Testing

/// What tests of several servers change on the second one before they look.
enum SecondServer {
    /// Turns on a feature that the first server has turned off, and CORS with one origin more.
    static func turnOnMobile(_ client: APIClient, allowing origin: String) async throws {
        let features = FeaturesService(client)
        let mobile = try #require(try await features.all().first { $0.id == "mobile" })
        _ = try await client.perform(try await features.planToggle(mobile, active: true))
        let settings = SystemSettingsService(client)
        let base = try await settings.read()
        let edited = base.setting(corsEnabled: true, allowedOrigins: base.allowedOrigins + [origin])
        _ = try await client.perform(try await settings.planSave(edited, base: base))
    }
}
