import Foundation
import Testing

@testable import SisenseClient

@Suite("The schema of the files that describe a server")
struct StateSchemaTests {
    /// The first place where a value is not as a schema wants it; nil where it is. It knows the words that the schema
    /// uses, and stops at others.
    private static func fault(_ value: JSONValue, _ schema: JSONValue, at path: String = "$") -> String? {
        for rule in schema.object?.members ?? [] {
            switch rule.key {
            case "$schema", "title", "description", "$defs", "properties", "minimum": break
            case "type":
                let isNumber = rule.value == "integer" && value.kind == "number"
                if .string(value.kind) != rule.value, !isNumber { return "\(path) is \(value.kind)" }
            case "const": if value != rule.value { return "\(path) is another" }
            case "enum": if rule.value.array?.contains(value) != true { return "\(path) is none of them" }
            case "pattern":
                let text = value.string ?? ""
                if (try? Regex(rule.value.string ?? "").firstMatch(in: text)) == nil { return "\(path) is no match" }
            case "required":
                for name in rule.value.array?.compactMap(\.string) ?? [] where value[name] == nil {
                    return "\(path).\(name) is missing"
                }
            case "anyOf":
                let faults = (rule.value.array ?? []).map { fault(value, $0, at: path) }
                if !faults.contains(where: { $0 == nil }) { return faults.compactMap(\.self).first }
            case "items":
                for item in value.array ?? [] {
                    if let fault = fault(item, rule.value, at: path + "[]") { return fault }
                }
            case "uniqueItems":
                let texts = (value.array ?? []).map { JSONWriter.text($0) }
                if Set(texts).count != texts.count { return "\(path) has one twice" }
            case "propertyNames":
                for name in value.object?.keys ?? [] {
                    if let fault = fault(.string(name), rule.value, at: "\(path).\(name)") { return fault }
                }
            case "additionalProperties": break
            default: return "the schema says \(rule.key)"
            }
        }
        for member in value.object?.members ?? [] {
            let inner = "\(path).\(member.key)"
            if let own = schema["properties"]?[member.key] {
                if let fault = fault(member.value, own, at: inner) { return fault }
            } else if schema["additionalProperties"] == false {
                return "\(inner) is not known"
            } else if let others = schema["additionalProperties"], others.object != nil {
                if let fault = fault(member.value, others, at: inner) { return fault }
            }
        }
        return nil
    }

    @Test("All that an export writes is as the schema wants it")
    func export() async throws {
        try await SampleSite.with { site in
            for kind in StateKind.allCases {
                let document = StateFolder.document(kind, try await StateExport(site.client).value(of: kind))
                #expect(Self.fault(document, StateSchema.json) == nil, "\(kind)")
            }
        }
    }

    @Test("A file is as the schema wants it where it is read, and is not where it is refused")
    func reading() throws {
        let head = #""format": "sisense-state 1""#
        let good = [
            #""groups": {"A": {"was": "B"}, "C": null}, "prune": {"groups": {"name": "tmp-*"}}"#,
            #""server": {"kind": "prod"}, "ignore": ["features"], "features": {"a": true}"#,
            #""shares": {"A/B": {"owner": "a@x.test", "with": {"group:A": "view"}, "publish": true}}"#,
            #""settings": {"emailServer": {"pass": {"secret": "env:A", "version": 2}}}"#,
        ]
        let bad = [
            #""rolls": {}"#, #""origins": {}"#, #""users": []"#, #""server": {"kind": "moon"}, "features": {}"#,
            #""prune": {"users": {"name": "*"}}, "users": {"a": {}}"#, #""ignore": "x", "features": {}"#,
        ]
        for (text, isGood) in good.map({ ($0, true) }) + bad.map({ ($0, false) }) {
            let data = Data("{\(head), \(text)}".utf8)
            let fault = Self.fault(try JSONReader.read(data), StateSchema.json)
            #expect((fault == nil) == isGood, "\(text): \(fault ?? "")")
            #expect(((try? StateFolder([("a.json", data)])) != nil) == isGood, "\(text)")
        }
    }
}
