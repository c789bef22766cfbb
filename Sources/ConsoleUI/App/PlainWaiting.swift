import ConsoleState
import SisenseClient

/// The waiting for what a store has under way. Ctrl-C stops what can be stopped, or else ends the waiting.
struct PlainWaiting {
    private let store: ConsoleStore
    private let terminal: any PlainTerminal

    init(for store: ConsoleStore, on terminal: any PlainTerminal) {
        (self.store, self.terminal) = (store, terminal)
    }

    /// Returns true once nothing is under way, and false where somebody no longer waits for what goes on.
    func isOver() async -> Bool {
        let (news, continuation) = AsyncStream.makeStream(of: Bool.self)
        Task.detached { [store] in
            await store.idle(except: ConsoleWork.waiting)
            continuation.yield(true)
        }
        let watch = Task.detached { [terminal] in
            while await terminal.interrupted() { continuation.yield(false) }
        }
        defer { watch.cancel() }
        var isAgain = false
        for await isIdle in news {
            if isIdle { break }
            guard await stop(isAgain: isAgain) else { return false }
            isAgain = true
        }
        return true
    }

    /// Stops what is under way, as far as that can be stopped: a change that has left is cut off only when this is asked
    /// for again. Returns false where it goes on and is only no longer waited for.
    private func stop(isAgain: Bool) async -> Bool {
        let state = await store.state
        if let sending = state.writes.sending {
            let isRun = sending.plans.count > 1
            if isAgain {
                await terminal.write(["Cut off."])
            } else if isRun {
                await terminal.write([
                    "No more is sent after what is under way. \(PlainInput.interruptKey) once more cuts that off."
                ])
            } else {
                let warning = "\(PlainInput.interruptKey) once more does that; nobody knows its outcome then."
                await terminal.write(["It is being sent, and not cut off. \(warning)"])
            }
            if isAgain || isRun { await store.send(.write(.stopped)) }
            return true
        }
        if state.pendingOperation != nil {
            await store.send(.pendingOperation(.stopped))
            return true
        }
        await terminal.write(["No longer waited for; it goes on."])
        return false
    }
}
