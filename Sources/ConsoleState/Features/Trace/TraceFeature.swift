import Foundation
import SisenseClient

extension ListFeature {
    /// The requests of this session, the newest first.
    static let trace = ListFeature(
        .trace, title: "Trace", noun: "requests", rows: TraceRow.layout,
        commands: [
            .run(
                "replay", keys: "r", hint: "send again",
                "Send this request again, when it is a read, and show its answer", about: .chosen
            ) { state in
                state.list?.subject.map { [.explorer(.replayed($0))] } ?? []
            }
        ], isLocal: true, recordHeading: "What is known of it",
        load: { context, take throws(APIError) in
            await TraceRow.layout.hand(context.dependencies.traces.all, to: take)
        },
        read: { context, id throws(APIError) in
            guard let trace = context.dependencies.traces.trace(id) else {
                throw APIError(
                    .notFound, message: "This request is too long ago to be remembered.", request: "", server: "")
            }
            return TraceRow.record(of: trace, on: context.client.server)
        })
}
