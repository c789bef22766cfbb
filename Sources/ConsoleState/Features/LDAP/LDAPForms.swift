import SisenseClient

/// The forms about LDAP domains. What is typed can be tried on the server before it is saved.
enum LDAPForms {
    static var add: FormState {
        let form = DocumentForm(DirectoryDomain.fields, of: .null)
        return FormState("Add LDAP domain", form.formFields, autoRevert: autoRevert(form)) {
            context, values throws(APIError) in
            let plan = try DirectoryService(context.client).planAdd(form.edited(values))
            return .preview([plan], .list(.ldap, []))
        }
    }

    /// Asks for what shall differ in a directory, which can be tried before it is saved.
    static func edit(_ domain: DirectoryDomain) -> FormState {
        let form = DocumentForm(DirectoryDomain.fields, of: domain.raw)
        return FormState("Edit \(domain.label)", form.formFields, autoRevert: autoRevert(form)) {
            context, values throws(APIError) in
            let edited = form.edited(values)
            guard edited != domain.raw else { return .posted(Message(.info, "Nothing was changed")) }
            let plan = try await DirectoryService(context.client).planEdit(domain, edited)
            return .preview([plan], .list(.ldap, [RecordID(domain.id)]))
        }
    }

    /// Tries the connection as it is saved. The server does not tell the password, so it has to be typed.
    static func test(_ domain: DirectoryDomain) -> FormState {
        let form = DocumentForm(DirectoryDomain.fields.filter { $0.id == "password" }, of: domain.raw)
        return FormState("Test \(domain.label)", form.formFields) { context, values throws(APIError) in
            _ = try await test(form.edited(values), context)
            return .form(.completed(Message(.ok, "\(domain.label) answers")))
        }
    }

    private static func autoRevert(_ form: DocumentForm) -> FormState.Submit {
        { context, values throws(APIError) in try await test(form.edited(values), context) }
    }

    @concurrent private static func test(
        _ document: JSONValue, _ context: WorkContext
    ) async throws(APIError) -> ConsoleAction {
        try await DirectoryService(context.client).test(document)
        return .posted(Message(.ok, "The LDAP server answers. Nothing was saved."))
    }
}
