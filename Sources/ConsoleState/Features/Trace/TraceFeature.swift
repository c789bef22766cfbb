import Foundation
import SisenseClient

extension ListFeature {
    /// The requests of this session, the newest first.
    static let trace = ListFeature(
        .trace, title: "Trace", noun: "requests", rows: TraceRow.layout,
        commands: [
            .run(
                "replay", keys: "r", hint: "send again",
                "Send read request again", about: .chosen
            ) { state in
                state.list?.subject.map { [.explorer(.replayed($0))] } ?? []
            }
        ], isLocal: true, recordHeading: "JSON",
        load: { context, take throws(APIError) in
            await TraceRow.layout.hand(context.dependencies.traces.all, to: take)
        },
        read: { context, id throws(APIError) in
            guard let trace = context.dependencies.traces.trace(id) else {
                throw APIError(
                    .notFound, message: "This request is too old: it is no longer in memory.", request: "", server: "")
            }
            return TraceRow.record(of: trace, on: context.client.server)
        })
}
