import SisenseClient

/// The answers of a server of the list when it was asked last: whether it can be reached, which version it is, who we are
/// there, and what should worry.
package struct ServerReading: Sendable {
    private(set) var version = ""
    /// The reason why nothing came from it; nil where it answered.
    private(set) var failure: APIError?
    /// Who we are there; nil where nobody is signed in.
    private(set) var user: String?
    /// The reason why nobody is; nil where somebody is, or where it was not tried.
    private(set) var refusal: APIError?
    private(set) var licenceEnds: Timestamp?
    private(set) var tokenIssued: Timestamp?
    /// The findings in its settings, the gravest first; nil where they could not be read.
    private(set) var findings: [Finding]?

    /// Asks a server. Where its profile cannot sign in without a person, only what everybody may know.
    /// - Parameter profile: Nil for a server that is open without one.
    /// - Throws: `APIError` where the session on the screen is over, which has its token read again.
    @concurrent static func of(
        _ name: String, _ profile: Profile?, _ context: WorkContext
    ) async throws(APIError) -> ServerReading {
        let address = profile?.server
        // The session stays where it is when the address of its profile is edited.
        let isOwn = name == context.serverName && (address == nil || address == context.client.server)
        let reading = await of(name, profile, isOwn ? nil : address, isOwn: isOwn, context)
        guard let error = reading.failure ?? reading.refusal, error.kind == .unauthorized else { return reading }
        if isOwn { throw error }
        guard context.session(of: name, at: address?.description) != nil else { return reading }
        var again = context
        again.servers.notes[name] = nil
        return await of(name, profile, address, isOwn: false, again)
    }

    @concurrent private static func of(
        _ name: String, _ profile: Profile?, _ address: ServerAddress?, isOwn: Bool, _ context: WorkContext
    ) async -> ServerReading {
        var (context, reading) = (context, ServerReading())
        if !isOwn {
            do throws(APIError) {
                context.client = try await context.connect(name, at: address?.description)
            } catch {
                reading.refusal = error
                guard let profile, let stranger = context.dependencies.profiles?.stranger(profile) else {
                    reading.failure = error
                    return reading
                }
                context.client = stranger
            }
        }
        context.client = context.client.trying
        do throws(APIError) {
            reading.version = try await ApplicationService(context.client).status().version ?? "not known"
        } catch {
            reading.failure = error
            return reading
        }
        return reading.refusal == nil ? await reading.signedIn(context) : reading
    }

    @concurrent private func signedIn(_ context: WorkContext) async -> ServerReading {
        var reading = self
        do throws(APIError) {
            reading.user = try await UsersService(context.client).loggedIn().label
        } catch {
            reading.refusal = error
            return reading
        }
        reading.tokenIssued = context.client.tokenIssued
        // A licence or settings that this account may not read say nothing against the server.
        reading.licenceEnds = try? await AccountService(context.client).licence().expires
        reading.findings = try? await Lint(context: context).settingsFindings()
        return reading
    }
}
