/// What a part of the console leaves for the rest to do: work to start, and something to tell.
struct Outcome {
    var effects: [Effect<ConsoleAction>] = []
    var message: Message?
}
