extension CellBuffer {
    /// The rows as lines without trailing blanks.
    package var text: String {
        (0..<size.height).map { line($0).trimmedEnd }.joined(separator: "\n")
    }

    /// The rows between bars, each followed by its runs of style that are not plain, such as
    /// `heading·bold 2-8, warning/selected 10`.
    package var styledText: String {
        (0..<size.height).map { y in
            let runs = self.runs(y).filter { $0.style != .plain }.map { run in
                let columns = run.from == run.to ? "\(run.from)" : "\(run.from)-\(run.to)"
                return "\(run.style.summary) \(columns)"
            }
            return "|" + line(y) + "|" + (runs.isEmpty ? "" : "\n  " + runs.joined(separator: ", "))
        }.joined(separator: "\n") + "\n"
    }

    private func line(_ y: Int) -> String {
        row(y).map(\.text).joined()
    }

    /// The runs of equal style in a row: first and last column.
    func runs(_ y: Int) -> [(style: Style, from: Int, to: Int)] {
        var runs: [(style: Style, from: Int, to: Int)] = []
        for (x, cell) in row(y).enumerated() {
            if let last = runs.last, last.style == cell.style {
                runs[runs.count - 1].to = x
            } else {
                runs.append((cell.style, x, x))
            }
        }
        return runs
    }
}

extension Style {
    /// Role, ground and attributes in words.
    fileprivate var summary: String {
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"), (.italic, "italic"),
        ]
        return "\(role)" + (ground == .plain ? "" : "/\(ground)")
            + names.filter { attributes.contains($0.0) }.map { "·" + $0.1 }.joined()
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
