import SisenseClient

extension BodyForms {
    private static let connection = Form.object(
        requires: ["provider": .name],
        [
            "name": .name, "description": .nullable(.text), "schema": .nullable(.text), "timeout": .count,
            "refreshRate": .count, "timezone": .text, "parameters": .anyObject,
        ])

    private static let connector = Form.object([
        "connection": .anyObject, "schema": .text, "table": .text, "limit": .count, "sql": .text,
        "fetchRelations": .flag,
    ])

    private static let dataset = Form.object(
        requires: ["name": .name, "type": .choice(["live", "extract"])],
        ["connection": .nullable(.text), "elasticube": .nullable(.text), "schema": .anyObject])

    private static let permission = Form.object([
        "partyId": .text, "party": .text, "type": .choice(["user", "group"]), "permission": .name,
    ])

    private static let rule = Form.object(
        requires: ["table": .name, "column": .name],
        [
            "datatype": .choice(["text", "numeric", "datetime"]), "members": .list(.either(.text, .number)),
            "allMembers": .nullable(.flag), "exclusionary": .flag,
            "shares": .list(
                .object(
                    requires: ["type": .choice(["user", "group", "default"])], ["partyId": .text, "party": .text])),
        ])

    static let data: Table = [
        .createConnection: connection, .updateConnection: connection.partial,
        .createManagedConnection: connection, .updateManagedConnection: connection.partial,
        .countLiveConnectorRows: connector, .previewLiveConnectorTable: connector,
        .listLiveConnectorDatabases: connector, .testLiveConnector: connector, .listLiveConnectorTables: connector,
        .getLiveConnectorColumns: connector,
        .getConnectionTable: .object(
            requires: ["connectionData": .object(requires: ["table": .name], ["connection": .anyObject])],
            ["provider": .text]),
        .createDataset: dataset, .updateDataset: dataset.partial,
        .createDatasetSecurity: rule, .createCubeSecurity: .list(rule), .createLiveModelSecurity: rule,
        .createLiveModelRules: .list(rule), .updateCubeSecurityRule: rule,
        .replaceDatasetPermissions: .list(permission, code: 23001),
        .replaceLiveModelPermissions: .list(permission, code: 23001),
        .queryDatasource: .object(["count": .count, "offset": .count]), .generateSQL: .anyObject,
        .createDatamodel: .object(
            requires: ["title": .name], ["server": .text, "type": .choice(["extract", "live"])]),
        .cloneDatamodel: .object(requires: ["title": .name]),
        .importDatamodel: .object([
            "title": .text, "datasets": .list(.anyObject), "relations": .list(.anyObject),
        ]),
        .startBuild: .object(
            requires: [
                "datamodelId": .name, "buildType": .choice(["schema_changes", "by_table", "full", "publish"]),
            ],
            ["rowLimit": .nullable(.count)]),
    ]

    private static let modelDataset = Form.object(
        requires: ["name": .name, "type": .choice(["live", "extract", "custom"])],
        ["connection": .object(["provider": .name, "parameters": .anyObject]), "schema": .anyObject])

    private static let column = Form.object(
        requires: ["id": .name],
        [
            "name": .text, "type": .count, "size": .count, "precision": .count, "scale": .count, "hidden": .flag,
            "indexed": .flag,
        ])

    private static let modelTable = Form.object(
        requires: ["id": .name, "columns": .list(column)],
        [
            "name": .text, "hidden": .flag, "description": .nullable(.text), "tags": .list(.text),
            "type": .choice(["base", "custom"]), "configOptions": .nullable(.anyObject),
            "buildBehavior": .object(["type": .choice(["sync", "accumulativeSync", "ignoreIfExists"])]),
        ])

    private static let relation = Form.object(
        requires: ["columns": .list(.object(requires: ["dataset": .name, "table": .name, "column": .name]))])

    static let models: Table = [
        .createDatamodelDataset: modelDataset, .updateDatamodelDataset: modelDataset.partial,
        .createDatamodelTable: modelTable, .updateDatamodelTable: modelTable.partial,
        .createDatamodelRelation: relation, .updateDatamodelRelation: relation,
        // Clients leave `scheduleType` out when they send days.
        .replaceBuildSchedule: .object(
            requires: ["buildType": .choice(["ACCUMULATE", "FULL", "SCHEMA_CHANGES"])],
            [
                "scheduleType": .choice(["Interval", "DaysOfWeek"]), "intervalSeconds": .whole(1...Int.max),
                "hour": .whole(0...23), "minute": .whole(0...59), "daysOfWeek": .texts, "cronString": .text,
            ]),
        .queryModelGraph: .object(
            requires: ["query": .text], ["variables": .nullable(.anyObject), "operationName": .nullable(.text)]),
        .createPerspective: .object(
            requires: ["name": .name, "datamodelOid": .name],
            [
                "oid": .name, "parentOid": .text, "description": .text, "shares": .list(.anyObject),
                "tables": .list(.object(requires: ["oid": .name], ["columnsDiff": .list(.anyObject)])),
            ]),
        .createSavedMetadata: .object(
            requires: ["title": .name, "datasource": .either(.object(["title": .name, "fullname": .name]), .name)],
            ["formula": .name]),
    ]

    private static let credentials = Form.object(
        requires: ["username": .name, "password": .text], ["save": .flag])

    static let projects: Table = [
        .discardProjectChanges: .object(requires: ["changes": .texts]),
        .createProjectBranch: .object(requires: ["name": .name], ["parent": .text]),
        .createProjectCommit: .object(requires: ["message": .name, "changes": .texts]),
        .fetchProject: .object(["httpsCredentials": credentials]),
        .pullProject: .object(requires: ["remoteBranch": .name], ["httpsCredentials": credentials]),
        .pushProject: .object(
            requires: ["localBranch": .name, "remoteBranch": .name],
            ["force": .flag, "httpsCredentials": credentials]),
    ]

    private static let sql = Form.either(
        .object(["sqlQuery": .name, "query": .name, "sql": .name, "tableName": .name, "fieldName": .name]), .name)

    private static let relationOfOne = Form.object(["field": .name, "to": .name])

    static let cubes: Table = [
        .replaceCubeServerSettings: .object([
            "DefaultDataDirectory": .text, "ElasticubeMemoryAllocation": .count, "DataImportChunkSize": .count,
            "SimultaneousQueryExecutions": .count, "QueryTimeout": .count, "RecycleQueries": .flag,
            "RserverEnabled": .flag, "Rserver": .text,
        ]),
        .createCubeSet: .object(requires: ["title": .name], ["server": .text]),
        .updateCubeSet: .object(["server": .text]),
        .explainJAQL: .anyObject,
        .createCustomTable: sql, .updateCustomTable: sql, .createManualQuery: sql, .updateManualQuery: sql,
        .createCustomField: sql, .updateCustomField: sql,
        .createRelations: relationOfOne, .updateRelations: relationOfOne, .deleteRelations: relationOfOne,
        .updateCube: .object([
            "creator": .either(.name, .object(["id": .text, "oid": .text])), "fiscal": .choice(["system"] + months),
        ]),
        .replaceCubePermissions: .list(permission), .addCubePermissions: .list(permission),
        .createHierarchy: .object(requires: ["title": .name, "levels": .list(.anyObject)], ["alwaysIncluded": .flag]),
    ]

    static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
}
