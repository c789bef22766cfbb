import Foundation
import SisenseClient
import Testing

@testable import LocalServer

/// Calls that succeed, one a line: method, path, body, and after `=>` the name under which the id of the answer is kept.
/// Together they use every operation of the catalogue that changes something, or that reads by POST.
enum SuccessScript {
    static let calls = #"""
        POST /api/v1/alerts {"name":"A","parties":[{"type":"user","id":"$bea"}]} => alert
        PATCH /api/v1/alerts/$alert {"message":"m"}
        PATCH /api/v1/alerts/$alert/setReceiveNotification {"receiveNotification":false}
        DELETE /api/v1/alerts/$alert
        POST /api/v1/report_manager/reports [{"name":"R","dashboards":["$dash"],"recipients":["$bea"]}] => report
        PATCH /api/v1/report_manager/reports/$report {"enabled":false}
        POST /api/v1/report_manager/reports/$report/run
        DELETE /api/v1/report_manager/reports/$report
        POST /api/shares/dashboard/$dash {"sharesTo":[{"shareId":"$bea","type":"user","rule":"view"}]}
        POST /api/v1/reporting {"assetId":"$dash","recipients":[{"type":"user","recipient":"$bea"}]}
        POST /api/shares/dashboard/$dash/subscription {"active":true}
        POST /api/v1/dashboards {"title":"Mine","datasource":{"title":"Acme Sales"}} => mine
        PATCH /api/v1/dashboards/$mine {"desc":"d"}
        POST /api/v1/dashboards/$mine/publish
        POST /api/v1/dashboards/$mine/widgets {"type":"indicator"} => widget
        PATCH /api/v1/dashboards/$mine/widgets/$widget {"title":"t"}
        PUT /api/dashboards/$mine/widgets/$widget {"title":"u"}
        DELETE /api/v1/dashboards/$mine/widgets/$widget
        POST /api/v1/dashboards/$mine/restore
        POST /api/v1/dashboards/$mine/duplicate => copy
        PUT /api/dashboards/$copy {"title":"Put"}
        PATCH /api/dashboards/$copy {"title":"Patched"}
        POST /api/v1/dashboards/$copy/change_owner {"ownerId":"$ada"}
        POST /api/v1/dashboards/$copy/admin/change_owner {"ownerId":"$me","originalOwnerRule":"view"}
        DELETE /api/dashboards/$copy
        POST /api/v1/dashboards/import {"title":"Imported"} => imported
        POST /api/v1/dashboards/import/bulk?action=overwrite [{"title":"Again","oid":"$imported"}]
        POST /api/v1/dashboards/$imported/undo_Import
        POST /api/v1/dashboards/localhost/Acme%20Sales/replace_datasource?dashboardId=$mine {"title":"Acme Finance"}
        POST /api/v1/dashboards/searches {"queryParams":{"asObject":true},"queryOptions":{"limit":1}}
        DELETE /api/v1/dashboards/$imported
        DELETE /api/v1/dashboards/bulk?dashboardIds=$mine
        POST /api/v1/folders {"name":"F"} => folder
        PATCH /api/v1/folders/$folder {"name":"G"}
        DELETE /api/v1/folders/$folder
        POST /api/v1/folders {"name":"F"} => other
        DELETE /api/v1/folders/bulk?folderIds=$other
        POST /api/v1/authentication/server_access {"serverName":"https://b.example"} => server
        PATCH /api/v1/authentication/server_access/$server {"name":"B"}
        DELETE /api/v1/authentication/server_access/$server
        POST /api/v1/oauth/google/auth {"code":"c","redirectUri":"https://a.example"}
        POST /api/v1/account/begin_activate {"email":"bea@acme.example"}
        POST /api/v1/account/begin_activate_bulk ["bea@acme.example",{"email":"wei@acme.example"}]
        POST /api/v1/account/begin_reset_password {"email":"bea@acme.example"}
        POST /api/v1/account/change_password {"currentPassword":"acme-demo","newPassword":"acme-demo"}
        POST /api/v1/account/remove_lockout/$bea
        POST /api/v1/account/set_new_license {"username":"admin@acme.example","password":"acme-demo"}
        POST /api/v1/connection {"provider":"MySql"} => connection
        PATCH /api/v1/connection/$connection {"timeout":5}
        DELETE /api/v1/connection/$connection
        POST /api/v2/connections {"provider":"MySql","name":"C"} => managed
        PATCH /api/v2/connections/$managed {"name":"D"}
        POST /api/v1/connection/$managed/table_schema_details {"connectionData":{"connection":{"Database":"Acme Sales"},"schema":"public","table":"Orders"}}
        POST /api/v1/live_connectors/MySql/test_connection {"connection":{"host":"h"}}
        POST /api/v1/live_connectors/MySql/list_databases {"connection":{"host":"h"}}
        POST /api/v1/live_connectors/MySql/list_table_schemas {"connection":{"host":"h"},"schema":"Acme Sales"}
        POST /api/v1/live_connectors/MySql/table_schema_details {"connection":{"host":"h"},"schema":"Acme Sales","table":"Orders"}
        POST /api/v1/live_connectors/MySql/table_preview {"connection":{"host":"h"},"schema":"Acme Sales","table":"Orders"}
        POST /api/v1/live_connectors/MySql/count {"connection":{"host":"h"},"schema":"Acme Sales","table":"Orders"}
        POST /api/v2/datamodels {"title":"M"} => model
        POST /api/v2/datamodels/$model/clones {"title":"N"} => clone
        POST /api/v2/datamodel-imports/schema?newTitle=P {"datasets":[]}
        POST /api/v2/datamodels/$model/schema/datasets {"name":"DS","type":"extract","connection":{"provider":"MySql","parameters":{"password":"p"}}} => dataset2
        PATCH /api/v2/datamodels/$model/schema/datasets/$dataset2 {"name":"DT"}
        POST /api/v2/datamodels/$model/schema/datasets/$dataset2/tables {"id":"T1","columns":[{"id":"c","type":8}]} => table
        PATCH /api/v2/datamodels/$model/schema/datasets/$dataset2/tables/$table {"buildBehavior":{"type":"sync","accumulativeConfig":null}}
        POST /api/v2/datamodels/$model/schema/relations {"columns":[]} => relation
        PATCH /api/v2/datamodels/$model/schema/relations/$relation {"columns":[]}
        DELETE /api/v2/datamodels/$model/schema/relations/$relation
        DELETE /api/v2/datamodels/$model/schema/datasets/$dataset2/tables/$table
        DELETE /api/v2/datamodels/$model/schema/datasets/$dataset2
        POST /api/v2/datamodels/$model/schedule {"buildType":"FULL","scheduleType":"Interval","intervalSeconds":60}
        DELETE /api/v2/datamodels/$model/schedule
        POST /api/v2/perspectives {"name":"V","datamodelOid":"$model","tables":[]} => perspective
        DELETE /api/v2/perspectives/$perspective
        POST /api/metadata {"title":"F","datasource":{"title":"Acme Sales"},"formula":"SUM([a])"} => formula
        DELETE /api/metadata/$formula
        POST /api/v2/builds {"datamodelId":"$model","buildType":"full"} => build
        DELETE /api/v2/builds/$build
        POST /api/v2/builds {"datamodelId":"$model","buildType":"schema_changes"}
        DELETE /api/v2/builds?datamodelId=$model
        DELETE /api/v2/datamodels/$clone
        POST /api/v2/ecm {"query":"mutation ($t: String!) { removeElasticube(title: $t, server: \"LocalHost\") }","variables":{"t":"P"}}
        POST /api/v1/datasets/ {"name":"S","type":"live"} => dataset
        PATCH /api/v1/datasets/$dataset {"name":"T"}
        PATCH /api/v1/datasets/$dataset/permissions [{"partyId":"$bea","permission":"r","type":"user"}]
        PATCH /api/v1/elasticubes/live/$dataset/permissions [{"partyId":"$bea","permission":"w","type":"user"}]
        POST /api/v1/datasets/live:T/datasecurity {"table":"X","column":"Y","shares":[{"partyId":"$bea","type":"user"}]} => rule
        DELETE /api/v1/datasets/datasecurity/$rule
        POST /api/v1/elasticubes/live/T/datasecurity {"table":"X","column":"Y","shares":[{"partyId":"$bea","type":"user"}]} => liveRule
        DELETE /api/v1/elasticubes/live/datasecurity/$liveRule
        POST /api/v1/elasticubes/live/T/datasecurity/addMany [{"table":"X","column":"Y"}]
        DELETE /api/v1/elasticubes/live/T/datasecurity/X/Y
        POST /api/v1/elasticubes/live/T/datasecurity/addMany [{"table":"X","column":"Y"}]
        DELETE /api/v1/datasets/live:T/datasecurity/X/Y
        DELETE /api/v1/datasets/$dataset
        POST /api/datasources/Acme%20Sales/jaql {"metadata":[{"jaql":{"dim":"[Orders.Region]"}}]}
        POST /api/datasources/Acme%20Sales/jaql/sql {"metadata":[{"jaql":{"dim":"[Orders.Region]"}}]}
        POST /api/v1/elasticubes/Acme%20Sales/jaql/explain {"metadata":[{"jaql":{"dim":"[Orders.Region]"}}]}
        POST /api/v1/elasticubes/servers/localhost/settings {"QueryTimeout":60}
        POST /api/v1/elasticubes/sets {"title":"Set","fullNames":["LocalHost/Acme Sales"]}
        PATCH /api/v1/elasticubes/sets/Set {"fullNames":["LocalHost/Acme Finance"]}
        DELETE /api/v1/elasticubes/sets/Set
        POST /api/v1/elasticubes/localhost/Acme%20Sales/custom_tables {"tableName":"C","sqlQuery":"SELECT 1"}
        PATCH /api/v1/elasticubes/localhost/Acme%20Sales/custom_tables/C {"sqlQuery":"SELECT 2"}
        DELETE /api/v1/elasticubes/localhost/Acme%20Sales/custom_tables/C
        POST /api/v1/elasticubes/localhost/Acme%20Sales/sql_manual_query {"tableName":"C","sqlQuery":"SELECT 1"}
        PATCH /api/v1/elasticubes/localhost/Acme%20Sales/sql_manual_query/C {"sqlQuery":"SELECT 2"}
        DELETE /api/v1/elasticubes/localhost/Acme%20Sales/sql_manual_query/C
        POST /api/v1/elasticubes/localhost/Acme%20Sales/Orders/custom_fields {"fieldName":"C","sqlQuery":"1"}
        PATCH /api/v1/elasticubes/localhost/Acme%20Sales/Orders/custom_fields/C {"sqlQuery":"2"}
        DELETE /api/v1/elasticubes/localhost/Acme%20Sales/Orders/custom_fields/C
        POST /api/v1/elasticubes/localhost/Acme%20Sales/Orders/relations {"field":"OrderID","to":"x"}
        PATCH /api/v1/elasticubes/localhost/Acme%20Sales/Orders/relations {"field":"OrderID","to":"y"}
        DELETE /api/v1/elasticubes/localhost/Acme%20Sales/Orders/relations {"field":"OrderID"}
        POST /api/v1/elasticubes/localhost/Acme%20Sales/updateCube {"creator":"ObjectId(\"$bea\")"}
        POST /api/elasticubes/localhost/Acme%20Sales/stop
        POST /api/elasticubes/localhost/Acme%20Sales/start
        POST /api/elasticubes/localhost/Acme%20Sales/restart
        POST /api/elasticubes/localhost/Acme%20Sales/startBuild?type=Entire
        POST /api/elasticubes/localhost/Acme%20Sales/stopBuild
        PUT /api/elasticubes/localhost/Acme%20Sales/permissions [{"party":"$bea","type":"user","permission":"r"}]
        POST /api/elasticubes/localhost/Acme%20Sales/permissions [{"party":"$ada","type":"user","permission":"w"}]
        DELETE /api/elasticubes/localhost/Acme%20Sales/permissions
        POST /api/elasticubes/localhost/Acme%20Sales/datasecurity [{"table":"Orders","column":"Region","shares":[{"party":"$bea","type":"user"}]}] => cubeRule
        PUT /api/elasticubes/datasecurity/$cubeRule {"table":"Orders","column":"Region","members":["EMEA"]}
        DELETE /api/elasticubes/datasecurity/$cubeRule
        POST /api/elasticubes/localhost/Acme%20Sales/datasecurity [{"table":"Orders","column":"Region"}]
        DELETE /api/elasticubes/localhost/Acme%20Sales/datasecurity?table=Orders&column=Region
        POST /api/elasticubes/localhost/Acme%20Sales/datasecurity [{"table":"Orders","column":"Region"}]
        DELETE /api/elasticubes/localhost/Acme%20Sales/datasecurity/Orders/Region
        POST /api/elasticubes/localhost/Acme%20Sales/hierarchies {"title":"H","levels":[]} => hierarchy
        DELETE /api/elasticubes/localhost/Acme%20Sales/hierarchies/$hierarchy
        POST /api/v1/groups {"name":"G1"} => group
        PUT /api/groups/G1 {"name":"G2"}
        POST /api/groups/G2/users ["$bea"]
        DELETE /api/groups/G2/users ["bea"]
        DELETE /api/v1/groups/$group
        POST /api/v1/groups/bulk [{"name":"G3"},{"name":"G4"}]
        DELETE /api/groups/G3
        DELETE /api/groups {"groups":["G4"]}
        POST /api/v1/groups/ad {"name":"Field Service"}
        POST /api/v1/groups/ad/bulk [{"name":"Logistics"}]
        POST /api/v1/ldap_domains {"name":"L","url":"ldap://l.example","baseDN":"DC=l"} => domain
        PATCH /api/v1/ldap_domains/$domain {"enabled":false}
        DELETE /api/v1/ldap_domains/bulk?ids=$domain
        POST /api/v1/ldap_domains/test {"url":"ldap://dc.acme.example","baseDN":"DC=acme,DC=example","username":"svc-bi","password":"acme-demo"}
        POST /api/v1/users/ad {"userName":"ngozi.eze","ldapDomainId":"$ldap","roleId":"$role"}
        POST /api/v1/users/ad/bulk [{"userName":"tomasz.zak","ldapDomainId":"$ldap","roleId":"$role"}]
        POST /api/v1/ldap_domains/$ldap/sync
        POST /api/v1/logs/timer {"dashboard":{"oid":"$dash"}}
        PATCH /api/v1/plugins [{"folderName":"slides","isEnabled":true}]
        POST /api/v1/database/change_database_user_password {"userName":"RootUser","password":"p"}
        POST /api/v1/app_database/change_database_user_password {"userName":"RootUser","password":"p"}
        POST /api/v1/encryption/encrypt "plain" => sealed
        POST /api/v1/encryption/decrypt "$sealed"
        POST /api/v1/settings/sso {"enabled":false}
        POST /api/v1/settings/system {"firstday":"mon","fiscal":{"month":"jan"}}
        POST /api/settings/system {"firstday":"sun"}
        DELETE /api/v1/settings/email_server
        POST /api/v1/settings/email_server {"enable":true,"host":"h","port":25}
        PATCH /api/v1/settings/email_server {"port":26}
        DELETE /api/v1/settings/globalization
        POST /api/v1/settings/globalization {"language":"de-DE"}
        PUT /api/v1/settings/globalization {"language":"en-US"}
        PATCH /api/v1/settings/login_lockout {"lockoutPeriod":20}
        POST /api/settings/security {"cookieExp":10}
        GET /api/settings/api
        GET /api/settings/api/generate
        POST /api/branding {"title":"B"}
        DELETE /api/branding
        POST /api/v1/settings/ui/common {"general":{"brandColor":"#336699"}}
        DELETE /api/v1/settings/ui/common
        POST /api/v1/saveCustomAction/BloX {"type":"Jump","body":"go()"}
        POST /api/v1/getActionByType/Blox {"type":"Jump"}
        POST /api/v1/deleteCustomAction/Blox {"type":"Jump"}
        POST /api/v1/blox/saveCustomAction {"type":"Jump","body":"go()"}
        POST /api/v1/blox/deleteCustomAction {"type":"Jump"}
        POST /api/v1/notebooks {"displayName":"N","notebookType":"CustomCodeTransformation"} => notebook
        PATCH /api/v1/notebooks/$notebook {"displayName":"O"}
        DELETE /api/v1/notebooks/$notebook
        PATCH /api/v1/features/narration/toggle {"active":true}
        PATCH /api/v1/features/exporting/toggle {"subscriptions":[{"name":"xlsx","active":true}],"active":true}
        POST /api/v1/export/dashboards/$dash/widgets/$chart/pdf {"params":{"paperFormat":"A4","rowCount":2}}
        POST /engine/excelExport {"query":{"datasource":{"title":"Acme Sales"},"metadata":[{"jaql":{"dim":"[Orders.Region]"}}]}}
        POST /api/v1/users {"email":"u1@acme.example","roleId":"$role"} => user
        PATCH /api/v1/users/$user {"lastName":"L"}
        PATCH /api/users/$user {"password":"long enough"}
        PUT /api/users/$user {"email":"u1@acme.example","roleId":"$role"}
        DELETE /api/v1/users/$user
        POST /api/v1/users/bulk [{"email":"u2@acme.example","roleId":"$role"}] => second
        DELETE /api/v1/users/bulk?ids=$second
        POST /api/users [{"email":"u3@acme.example"},{"email":"u4@acme.example"}] => third
        POST /api/users/delete ["$third"]
        DELETE /api/users/u4@acme.example
        POST /api/users/simulate ["bea@acme.example"]
        POST /api/roles/consumer/manifest/widgets%2Fitems {"reorder":true}
        GET /api/v1/analytics/token
        GET /api/v1/analytics/token/revoke
        POST /api/v1/custom_data {"kind":"k"}
        POST /api/v1/custom_data/query {"kind":"k"}
        PATCH /api/v1/custom_data/query {"queryForSearch":{"kind":"k"},"objectForUpdate":{"size":1}}
        DELETE /api/v1/custom_data/query {"kind":"k"}
        POST /api/v1/geo/locations {"locations":[{"name":"France"}]}
        POST /api/v1/narration/widget {"charttype":"pie","widgetId":"$chart"}
        POST /api/v1/suggestions {"datasource":{"title":"Acme Sales"},"type":"widgets","fields":[]}
        POST /api/v1/suggestions/refresh {"data":true}
        DELETE /api/v1/authentication/admin/tokens/api?users=$bea
        GET /api/v1/authentication/admin/logout?users=$bea
        POST /api/v1/authentication/tokens/api/renew
        """#

    /// A line of the script, and what came of it.
    struct Step {
        /// As it was called, with the ids in it.
        let text: String
        let operation: SisenseClient.Operation
        let method: String
        let path: String
        /// The values of the gaps in its path.
        let values: [String: String]
        let body: JSONValue?
        let answer: TestAPI.Answer
        /// The id of what was made, where the script keeps it; empty otherwise.
        var made = ""
        /// All ids kept so far.
        var ids: [String: String]
    }

    /// Calls one line after the other.
    /// - Parameters:
    ///   - isWhole: False for a version that lacks some of what is called, and so what that makes.
    ///   - prepare: Called before each line, with an answer that has not come.
    ///   - check: Called after it.
    static func run(
        on test: TestAPI, isWhole: Bool = true, before prepare: (Step) throws -> Void = { _ in },
        _ check: (Step) throws -> Void
    ) throws {
        var ids = [
            "me": SampleData.id(1, 0), "ada": SampleData.id(1, 1), "bea": SampleData.id(1, 3),
            "dash": SampleData.id(3, 0), "chart": SampleData.id(4, 0), "ldap": SampleData.id(11, 0),
            "role": SampleRole.viewer.id,
        ]
        for line in calls.split(separator: "\n") {
            let parts = line.components(separatedBy: " => ")
            var text = parts[0]
            // The longest names first: some begin with others.
            for (name, id) in ids.sorted(by: { $0.key.count > $1.key.count }) {
                text = text.replacing("$\(name)", with: id)
            }
            let words = text.split(separator: " ", maxSplits: 2).map(String.init)
            let body = try words.dropFirst(2).first.map { try JSONReader.read($0) }
            let segments = try RequestTarget(Array(words[1].utf8)[...]).segments
            let method = try #require(HTTPMethod(rawValue: words[0]))
            let (operation, values) = try #require(Catalogue.sisense.route(method, segments: segments))
            func step(_ answer: TestAPI.Answer) -> Step {
                Step(
                    text: text, operation: operation, method: words[0], path: words[1], values: values, body: body,
                    answer: answer, ids: ids)
            }
            try prepare(step(TestAPI.Answer(status: 0, body: [])))
            var done = step(test.call(words[0], words[1], body))
            if parts.count > 1 {
                let made = done.answer.json.array?.first ?? done.answer.json
                let id = (made["oid"] ?? made["_id"] ?? made["id"])?.string ?? made.string
                if isWhole { done.made = try #require(id, "\(text)") }
                ids[parts[1]] = id
            }
            try check(done)
        }
    }
}
