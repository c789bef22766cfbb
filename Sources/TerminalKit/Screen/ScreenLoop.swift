import Foundation
import Glibc
import Synchronization

/// The thread of the screen. It waits for keys and for work at one place, so a key is read, understood and answered with
/// a frame on the thread that it woke.
///
/// On the main queue the way is longer: one thread of Dispatch waits for descriptors and wakes another, which wakes the
/// first to go on waiting, and every continuation goes through a pool of threads. That took as long as the frame.
package final class ScreenLoop: SerialExecutor {
    package static let shared = ScreenLoop()

    /// Runs the parts of a task that belong to no actor on the same thread, for tasks that prefer it. A continuation is
    /// such a part: without this it would go through another thread on its way back.
    package let anywhere: any TaskExecutor = AnyPart()

    private final class AnyPart: TaskExecutor {
        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            ScreenLoop.shared.change { $0.jobs.append(.anyPart(job)) }
        }
    }

    private enum Job {
        /// Of the ``ScreenActor``, or of another actor on this executor.
        case isolated(UnownedJob)
        case anyPart(UnownedJob)
    }

    private struct Waiting {
        var jobs: [Job] = []
        /// True once the loop is sure to look at the jobs again, so that one message is enough for many.
        var isTold = false
        var watch: Watch?
        /// A descriptor that takes no bytes now, and who waits for it to do so.
        var outlet: Watch?
    }

    private struct Watch {
        let descriptor: Int32
        let isReady: @Sendable () -> Void
    }

    /// How long jobs may go on before the loop looks for a key.
    private static let longestWork = Duration.milliseconds(1)

    private let waiting = Mutex(Waiting())
    /// What ends the wait: the loop reads at one end of a pipe, other threads write at the other.
    private let bell: (read: Int32, write: Int32)
    private let thread = Atomic<pthread_t>(0)

    private init() {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        bell = (ends[0], ends[1])
        let thread = Thread { self.run() }
        thread.name = "screen"
        // As much as the main thread has.
        thread.stackSize = 8 << 20
        thread.start()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        change { $0.jobs.append(.isolated(job)) }
    }

    /// Calls `isReady` on the thread of the loop whenever there is something to read, until it is called with another
    /// descriptor or ``unwatch()`` is.
    func watch(_ descriptor: Int32, isReady: @escaping @Sendable () -> Void) {
        change { $0.watch = Watch(descriptor: descriptor, isReady: isReady) }
    }

    func unwatch() {
        change { $0.watch = nil }
    }

    /// Calls `isReady` on the thread of the loop, once, when the descriptor takes bytes again.
    func awaitRoom(_ descriptor: Int32, isReady: @escaping @Sendable () -> Void) {
        change { $0.outlet = Watch(descriptor: descriptor, isReady: isReady) }
    }

    package func checkIsolated() {
        precondition(isCurrent, "This belongs to the thread of the screen")
    }

    private var isCurrent: Bool { thread.load(ordering: .relaxed) == pthread_self() }

    private func change(_ body: (inout sending Waiting) -> Void) {
        let isTold = waiting.withLock { waiting in
            body(&waiting)
            defer { waiting.isTold = true }
            return waiting.isTold
        }
        if !isTold, !isCurrent { _ = write(bell.write, "!", 1) }
    }

    private func run() {
        thread.store(pthread_self(), ordering: .relaxed)
        while true {
            // To look for a key takes as long as a small job. Still no key is to wait until all work is done.
            let start = ContinuousClock.now
            var jobs = takeJobs()
            while !jobs.isEmpty {
                run(jobs)
                if start.duration(to: .now) > Self.longestWork { break }
                jobs = takeJobs()
            }
            let (watch, outlet, isTold) = waiting.withLock { ($0.watch, $0.outlet, $0.isTold) }
            wait(watch, outlet, timeout: isTold ? 0 : -1)
        }
    }

    private func takeJobs() -> [Job] {
        waiting.withLock { waiting in
            defer {
                waiting.jobs = []
                waiting.isTold = false
            }
            return waiting.jobs
        }
    }

    private func run(_ jobs: [Job]) {
        for job in jobs {
            switch job {
            case .isolated(let job): job.runSynchronously(on: asUnownedSerialExecutor())
            case .anyPart(let job): job.runSynchronously(on: anywhere.asUnownedTaskExecutor())
            }
        }
    }

    /// Waits for the bell, for something to read or for room to write; without a limit when `timeout` is -1.
    private func wait(_ watch: Watch?, _ outlet: Watch?, timeout: Int32) {
        var requests = [
            pollfd(fd: bell.read, events: Int16(POLLIN), revents: 0),
            pollfd(fd: watch?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: outlet?.descriptor ?? -1, events: Int16(POLLOUT), revents: 0),
        ]
        guard poll(&requests, 3, timeout) > 0 else { return }
        if requests[0].revents != 0 {
            var rings = [UInt8](repeating: 0, count: 64)
            _ = read(bell.read, &rings, rings.count)
        }
        if requests[1].revents != 0 { watch?.isReady() }
        if requests[2].revents != 0 {
            waiting.withLock { $0.outlet = nil }
            outlet?.isReady()
        }
    }
}

/// Everything that touches the terminal, on the thread of the ``ScreenLoop``.
@globalActor
package actor ScreenActor {
    package static let shared = ScreenActor()

    package nonisolated var unownedExecutor: UnownedSerialExecutor { ScreenLoop.shared.asUnownedSerialExecutor() }
}
