// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// The commit that a build is made of, and its day, as `.ci/package` says them. Without it the program names the day it
/// was built: `Context.gitInformation` would name the commit at which this file was first read, as the package manager
/// keeps what it has read.
let buildIdentity = Context.environment["SISENSE_CONSOLE_BUILD"] ?? ""

let package = Package(
    name: "sisense-console",
    products: [
        .executable(name: "sisense-console", targets: ["sisense-console"])
    ],
    targets: [
        .systemLibrary(name: "CNcurses", pkgConfig: "ncursesw", providers: [.apt(["libncursesw5-dev"])]),

        // Found when the program runs: nothing is needed to build.
        .systemLibrary(name: "CCurl"),
        .systemLibrary(name: "CEpoll"),

        .target(name: "CProgram", cSettings: [.define("CPROGRAM_IDENTITY", to: "\"\(buildIdentity)\"")]),
        .target(name: "JSONDocument", swiftSettings: swiftSettings),
        .target(name: "SisenseClient", dependencies: ["CCurl", "JSONDocument"], swiftSettings: swiftSettings),
        .target(name: "ConsoleState", dependencies: ["SisenseClient"], swiftSettings: swiftSettings),
        .target(
            name: "TerminalKit", dependencies: ["CNcurses", "JSONDocument"],
            resources: [.embedInCode("Resources/themes")], swiftSettings: swiftSettings),
        .target(name: "ConsoleUI", dependencies: ["ConsoleState", "TerminalKit"], swiftSettings: swiftSettings),
        .target(name: "LocalServer", dependencies: ["CEpoll", "SisenseClient"], swiftSettings: swiftSettings),
        .executableTarget(
            name: "sisense-console",
            dependencies: ["CProgram", "SisenseClient", "ConsoleState", "TerminalKit", "ConsoleUI", "LocalServer"],
            swiftSettings: swiftSettings),

        .executableTarget(
            name: "benchmarks",
            dependencies: ["SisenseClient", "ConsoleState", "TerminalKit", "ConsoleUI", "LocalServer", "TestTerminal"],
            swiftSettings: swiftSettings),

        .target(name: "TestTerminal", path: "Tests/TestTerminal", swiftSettings: swiftSettings),
        .target(name: "TestGoldens", path: "Tests/TestGoldens", swiftSettings: swiftSettings),
        .target(name: "TestNetwork", path: "Tests/TestNetwork", swiftSettings: swiftSettings),
        .target(
            name: "TestServices", dependencies: ["SisenseClient"], path: "Tests/TestServices",
            swiftSettings: swiftSettings),
        .target(name: "TestRandom", path: "Tests/TestRandom", swiftSettings: swiftSettings),
        .testTarget(
            name: "TestTerminalTests", dependencies: ["TestTerminal", "TestRandom"], swiftSettings: swiftSettings),

        .testTarget(name: "SourceTests", swiftSettings: swiftSettings),
        .testTarget(
            name: "JSONDocumentTests", dependencies: ["JSONDocument", "TestRandom"], swiftSettings: swiftSettings),
        .testTarget(
            name: "SisenseClientTests",
            dependencies: ["SisenseClient", "LocalServer", "TestNetwork", "TestRandom", "TestServices"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "ConsoleStateTests", dependencies: ["ConsoleState", "TestRandom"], swiftSettings: swiftSettings),
        .executableTarget(
            name: "terminal-probe", dependencies: ["TerminalKit"], path: "Tests/TerminalKitProbe",
            swiftSettings: swiftSettings),
        .testTarget(
            name: "TerminalKitTests",
            dependencies: ["TerminalKit", "TestTerminal", "TestGoldens", "TestRandom", "terminal-probe"],
            exclude: ["Goldens"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "ConsoleUITests",
            dependencies: [
                "ConsoleUI", "ConsoleState", "TerminalKit", "LocalServer", "TestGoldens", "TestRandom", "TestServices",
            ],
            exclude: ["Goldens"], swiftSettings: swiftSettings),
        .testTarget(
            name: "LocalServerTests", dependencies: ["LocalServer", "SisenseClient", "TestRandom"],
            exclude: ["Answers"], swiftSettings: swiftSettings),
        .executableTarget(
            name: "walker", dependencies: ["SisenseClient", "ConsoleState", "TerminalKit", "ConsoleUI", "LocalServer"],
            path: "Tests/Walker", swiftSettings: swiftSettings),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "sisense-console", "walker", "TestNetwork", "TestTerminal", "TestRandom", "SisenseClient", "ConsoleUI",
                "TerminalKit",
                "LocalServer",
            ], swiftSettings: swiftSettings),
    ]
)
