import Foundation
import Glibc

/// Runs contenders in turn, so that a slow moment of the machine hits all of them, and takes the median of each.
struct Race {
    let rounds: Int

    func measure(
        _ kind: String, _ contenders: [(name: String, process: ChildProcess)]
    ) throws -> [Measure] {
        var costs = Array(repeating: [ChildProcess.Cost](), count: contenders.count)
        for _ in 0..<rounds {
            for (index, contender) in contenders.enumerated() { costs[index].append(try contender.process.run()) }
        }
        func measure(_ name: String, _ unit: String, _ value: (ChildProcess.Cost) -> Double) -> Measure {
            Measure(kind, name, unit, zip(contenders, costs).map { ($0.name, $1.map(value).median) })
        }
        return [measure("time", "s", \.wall), measure("CPU", "s", \.cpu), measure("memory", "MB", \.memory)]
    }
}

/// Another program, run to its end, with what it cost.
struct ChildProcess {
    struct Cost {
        let wall: Double
        /// User and system time, in seconds, of the process and those it waited for.
        let cpu: Double
        /// The largest resident set of any of them, in MB.
        let memory: Double
    }

    enum Failure: Error {
        case notStarted(String, code: Int32)
        case failed(String, status: Int32)
    }

    let arguments: [String]
    var environment: [String: String] = [:]

    /// Runs it with its output discarded.
    func run() throws -> Cost {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        var pid: pid_t = 0
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
        let start = ContinuousClock.now
        let code = withCStrings(arguments) { argv in
            withCStrings(variables) { envp in posix_spawnp(&pid, arguments[0], &actions, nil, argv, envp) }
        }
        guard code == 0 else { throw Failure.notStarted(arguments[0], code: code) }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
        let wall = (ContinuousClock.now - start) / .seconds(1)
        guard status == 0 else { throw Failure.failed(arguments[0], status: status) }
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return Cost(
            wall: wall, cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), memory: Double(usage.ru_maxrss) / 1024)
    }

    private func withCStrings<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(&pointers)
    }
}
