/// Everything that touches the terminal, on the thread of the ``ScreenLoop``.
@globalActor
package actor ScreenActor {
    package static let shared = ScreenActor()

    package nonisolated var unownedExecutor: UnownedSerialExecutor { ScreenLoop.shared.asUnownedSerialExecutor() }
}
