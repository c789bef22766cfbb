extension OperationGroup {
    package static let engine = OperationGroup(
        "engine",
        [
            .exportExcel
        ])
}

extension Operation {
    package static let exportExcel = read(
        "/engine/excelExport", "Pivot JAQL as an .xlsx file",
        base: "",
        method: .post,
        parameters: [.body(#"{"query": JAQL of a pivot}"#)],
        answers: [Answer(200, "Binary xlsx")],
        notes: "Stands at the root of the site, below none of the API bases.")
}
