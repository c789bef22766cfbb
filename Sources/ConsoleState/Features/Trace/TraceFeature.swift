import Foundation
import SisenseClient

extension ListFeature {
    /// The requests of this session, the newest first.
    static let trace = ListFeature(
        pane: .trace,
        noun: "requests",
        columns: TraceRow.columns,
        isLocal: true,
        recordHeading: "What is known of it",
        load: { environment, take throws(APIError) in
            await take(RowPage(environment.traces.all.map(TraceRow.content), columns: TraceRow.columns.count))
        },
        read: { environment, id throws(APIError) in
            guard let trace = environment.traces.trace(id) else {
                throw APIError(
                    .notFound, message: "This request is too long ago to be remembered.", request: "", server: "")
            }
            return TraceRow.record(of: trace, on: environment.client.server)
        })
}
