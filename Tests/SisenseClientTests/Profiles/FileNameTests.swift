import Foundation
import SisenseClient
import Testing

@Suite("Files that are named after profiles and servers")
struct FileNameTests {
    @Test("Names that differ have files that differ, none of which leads anywhere else")
    func distinct() {
        let names = [
            "bi.prod", "bi_prod", "bi-prod", "bi/prod", "bi prod", "https://bi:8081", "https://bi-8081", "", "_", "%",
            ".", "..", "%2E", "../bi", ".hidden", "Ünïcode", "\u{7}", "a%2Fb", "a/b",
            String(repeating: "a", count: 300), String(repeating: "a", count: 301),
            String(repeating: "山", count: 80), String(repeating: "山", count: 81),
        ]
        let files = names.map(FileName.of)
        #expect(Set(files).count == names.count)
        #expect(files.allSatisfy { !$0.isEmpty && $0.utf8.count <= 200 && !$0.hasPrefix(".") && !$0.contains("/") })
    }

    @Test("The name of a profile is its file's too, so that people find it")
    func plain() { #expect(["bi.prod", "bi_prod", "bi-2"].map(FileName.of) == ["bi.prod", "bi_prod", "bi-2"]) }

    @Test("Two profiles whose names look alike share no token and no names for completion")
    func locations() {
        let locations = Locations(environment: [:], home: URL(filePath: "/home/ada"))
        #expect(locations.token(of: "bi prod") != locations.token(of: "bi_prod"))
        #expect(locations.token(of: "bi.prod").lastPathComponent == "bi.prod.token")
        #expect(locations.names(of: "b-c", for: "a") != locations.names(of: "c", for: "a-b"))
    }

    @Test("What was applied to one server is not taken for another's")
    func applied() throws {
        let folder = try TemporaryFolder()
        for address in ["https://bi:8081", "https://bi-8081"] {
            try AppliedState(state: folder.url, server: ServerAddress(address)).save()
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "applied").path())
        #expect(files.count == 2)
    }
}
