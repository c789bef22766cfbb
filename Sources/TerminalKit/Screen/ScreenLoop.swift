import Foundation
import Glibc
import Synchronization

/// The thread of the screen. It waits for keys and for work in one `poll`, so a key is read, understood and answered with
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
        var isWakePending = false
        var watch: Watch?
        /// A descriptor that takes no bytes now, and what to call when it does.
        var writableWatch: Watch?
    }

    private struct Watch {
        let descriptor: Int32
        let isReady: @Sendable () -> Void
    }

    /// The time jobs may take before the loop looks for a key.
    private static let longestWork = Duration.milliseconds(1)

    private let waiting = Mutex(Waiting())
    /// Ends the wait: the loop reads at one end, other threads write at the other.
    private let wakePipe: (read: Int32, write: Int32)
    private let thread = Atomic<pthread_t>(0)

    private init() {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        wakePipe = (ends[0], ends[1])
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
    func watchWritable(_ descriptor: Int32, isReady: @escaping @Sendable () -> Void) {
        change { $0.writableWatch = Watch(descriptor: descriptor, isReady: isReady) }
    }

    package func checkIsolated() {
        precondition(isCurrent, "This belongs to the thread of the screen")
    }

    private var isCurrent: Bool { thread.load(ordering: .relaxed) == pthread_self() }

    private func change(_ body: (inout sending Waiting) -> Void) {
        let isWakePending = waiting.withLock { waiting in
            body(&waiting)
            defer { waiting.isWakePending = true }
            return waiting.isWakePending
        }
        if !isWakePending, !isCurrent { _ = write(wakePipe.write, "!", 1) }
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
            let now = waiting.withLock { (watch: $0.watch, writable: $0.writableWatch, isWoken: $0.isWakePending) }
            wait(now.watch, now.writable, timeout: now.isWoken ? 0 : -1)
        }
    }

    private func takeJobs() -> [Job] {
        waiting.withLock { waiting in
            defer {
                waiting.jobs = []
                waiting.isWakePending = false
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

    /// Waits to be woken, for something to read or for room to write; without a limit when `timeout` is -1.
    private func wait(_ watch: Watch?, _ writableWatch: Watch?, timeout: Int32) {
        var requests = [
            pollfd(fd: wakePipe.read, events: Int16(POLLIN), revents: 0),
            pollfd(fd: watch?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: writableWatch?.descriptor ?? -1, events: Int16(POLLOUT), revents: 0),
        ]
        guard poll(&requests, 3, timeout) > 0 else { return }
        if requests[0].revents != 0 {
            var wakes = [UInt8](repeating: 0, count: 64)
            _ = read(wakePipe.read, &wakes, wakes.count)
        }
        if requests[1].revents != 0 { watch?.isReady() }
        if requests[2].revents != 0 {
            waiting.withLock { $0.writableWatch = nil }
            writableWatch?.isReady()
        }
    }
}

/// Everything that touches the terminal, on the thread of the ``ScreenLoop``.
@globalActor
package actor ScreenActor {
    package static let shared = ScreenActor()

    package nonisolated var unownedExecutor: UnownedSerialExecutor { ScreenLoop.shared.asUnownedSerialExecutor() }
}
