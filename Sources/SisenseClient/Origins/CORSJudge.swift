import Foundation

/// Judges answers as a browser does. Nothing is sent.
package struct CORSJudge: Sendable {
    private let request: CORSRequest

    package init(_ request: CORSRequest) { self.request = request }

    /// Rule by rule, up to and including the first that fails.
    package func preflight(_ response: HTTPResponse) -> [CORSFinding] {
        let checks = [
            { preflightStatus(response) },
            { origin(of: response, rule: .preflightOrigin) },
            { credentials(of: response, rule: .preflightCredentials) },
            { method(allowedBy: response) },
            { headers(allowedBy: response) },
        ]
        return upToFailure(checks)
    }

    /// Rule by rule, up to and including the first that fails.
    package func answer(_ response: HTTPResponse) -> [CORSFinding] {
        let checks = [
            { redirection(of: response) },
            { origin(of: response, rule: .origin) },
            { credentials(of: response, rule: .credentials) },
            { vary(of: response) },
        ]
        return upToFailure(checks)
    }

    private func upToFailure(_ checks: [() -> CORSFinding?]) -> [CORSFinding] {
        var findings: [CORSFinding] = []
        for check in checks {
            guard let finding = check() else { continue }
            findings.append(finding)
            if finding.outcome == .failed { break }
        }
        return findings
    }

    // MARK: Both answers

    /// The Fetch Standard's CORS check, steps 1 to 4.
    private func origin(of response: HTTPResponse, rule: CORSRule) -> CORSFinding {
        let name = "Access-Control-Allow-Origin"
        let own = request.origin.description
        guard let value = response.headers[name] else {
            return CORSFinding(
                rule, .failed, "There is no \(name). \(own) is not an allowed origin, or CORS is off.")
        }
        if value == "*" {
            return request.sendsCookies
                ? CORSFinding(rule, .failed, "\(name) is *, which browsers refuse for requests with cookies.")
                : CORSFinding(rule, .passed, "\(name) is *: every origin is admitted.")
        }
        if value == own { return CORSFinding(rule, .passed, "\(name) is \(own).") }
        if response.headers.values(name).count > 1 || value.contains(",") {
            return CORSFinding(
                rule, .failed,
                "\(name) comes with several values (\(value)); only one is allowed. A proxy in front of the server "
                    + "may add its own.")
        }
        let hint = value.lowercased() == own ? " Browsers compare byte for byte." : ""
        return CORSFinding(rule, .failed, "\(name) is \(value) and not \(own).\(hint)")
    }

    /// The CORS check, steps 5 to 7. It does not apply without cookies.
    private func credentials(of response: HTTPResponse, rule: CORSRule) -> CORSFinding? {
        guard request.sendsCookies else { return nil }
        let name = "Access-Control-Allow-Credentials"
        return switch response.headers[name] {
        case "true": CORSFinding(rule, .passed, "\(name) is true.")
        case let value?: CORSFinding(rule, .failed, "\(name) is \(value); it must be exactly true.")
        case nil: CORSFinding(rule, .failed, "There is no \(name), so requests with cookies are refused.")
        }
    }

    // MARK: The preflight

    private func preflightStatus(_ response: HTTPResponse) -> CORSFinding {
        switch response.status {
        case 200..<300:
            CORSFinding(.preflightStatus, .passed, "The status is \(response.status).")
        case 300..<400:
            CORSFinding(
                .preflightStatus, .failed,
                "The status is \(response.status): a preflight must not be redirected"
                    + (response.headers["Location"].map { ", here to \($0)" } ?? "") + ".")
        case 401, 403:
            CORSFinding(
                .preflightStatus, .failed,
                "The status is \(response.status): the server or a proxy asks for a login, which a preflight never has."
            )
        default:
            CORSFinding(
                .preflightStatus, .failed,
                "The status is \(response.status): OPTIONS is not answered as a preflight at this address.")
        }
    }

    private func method(allowedBy response: HTTPResponse) -> CORSFinding {
        let name = "Access-Control-Allow-Methods"
        let method = request.method.rawValue
        if CORSRequest.safelistedMethods.contains(request.method) {
            return CORSFinding(.preflightMethod, .passed, "\(method) needs no permission.")
        }
        let allowed = list(response.headers[name])
        if allowed.contains(method) { return CORSFinding(.preflightMethod, .passed, "\(name) lists \(method).") }
        if allowed.contains("*"), !request.sendsCookies {
            return CORSFinding(.preflightMethod, .passed, "\(name) is *.")
        }
        let found =
            if let other = allowed.first(where: { $0.uppercased() == method }) {
                "\(name) lists \(other), but methods are upper case"
            } else if allowed.contains("*") {
                "\(name) is *, which does not count for requests with cookies"
            } else if allowed.isEmpty {
                "There is no \(name)"
            } else {
                "\(name) lists \(allowed.joined(separator: ", "))"
            }
        return CORSFinding(.preflightMethod, .failed, "\(found). \(method) is not allowed.")
    }

    private func headers(allowedBy response: HTTPResponse) -> CORSFinding? {
        guard !request.headerNames.isEmpty else { return nil }
        let name = "Access-Control-Allow-Headers"
        let allowed = Set(list(response.headers[name]).map { $0.lowercased() })
        let star = allowed.contains("*") && !request.sendsCookies
        // The star never covers Authorization (Fetch Standard, "CORS non-wildcard request-header name").
        let missing = request.headerNames.filter { !allowed.contains($0) && !(star && $0 != "authorization") }.sorted()
        guard !missing.isEmpty else {
            let names = request.headerNames.sorted().joined(separator: ", ")
            return CORSFinding(.preflightHeaders, .passed, "\(name) covers \(names).")
        }
        let found =
            if allowed.isEmpty {
                "There is no \(name)"
            } else if missing == ["authorization"], star {
                "\(name) is *, which never covers authorization"
            } else {
                "\(name) lists \(allowed.sorted().joined(separator: ", "))"
            }
        return CORSFinding(
            .preflightHeaders, .failed, "\(found). Not allowed: \(missing.joined(separator: ", ")).")
    }

    // MARK: The answer

    private func redirection(of response: HTTPResponse) -> CORSFinding {
        guard (300..<400).contains(response.status), response.status != 304 else {
            return CORSFinding(.notRedirected, .passed, "The status is \(response.status).")
        }
        let target = response.headers["Location"] ?? "nowhere"
        return CORSFinding(
            .notRedirected, .failed,
            "The status is \(response.status), on to \(target). On another origin a browser goes on with "
                + "Origin: null, which no list admits.")
    }

    /// Without `Vary` a cache may hand the answer for one origin to a page of another (Fetch Standard, 3.3.6
    /// "CORS protocol and HTTP caches").
    private func vary(of response: HTTPResponse) -> CORSFinding? {
        guard response.headers["Access-Control-Allow-Origin"] != "*" else { return nil }
        let names = list(response.headers["Vary"]).map { $0.lowercased() }
        return names.contains("origin") || names.contains("*")
            ? CORSFinding(.vary, .passed, "Vary names Origin.")
            : CORSFinding(
                .vary, .noticed,
                "Vary does not name Origin: a cache may hand this answer to pages of other origins, which then fail.")
    }

    private func list(_ value: String?) -> [String] {
        (value ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
