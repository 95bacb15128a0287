import StatisticalFigures

/// A report as a part of a LaTeX paper: to be taken in by `\input`, and no package is needed.
/// Pictures are lines of letters of one width.
public enum LaTeXReport {
  /// All of it, with a line end. O(document).
  public static func text(_ document: ReportDocument) -> String {
    var parts = [
      "% " + commented(document.title) + "\n"
        + "% To be taken in by \\input; needs no package. Names in other scripts need XeLaTeX or "
        + "LuaLaTeX."
    ]
    for section in document.sections {
      parts.append("\\section{\(escaped(section.title))}")
      parts += section.blocks.map(text)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func text(_ block: ReportDocument.Block) -> String {
    switch block {
    case .paragraph(let text): escaped(text)
    case .list(let lines):
      "\\begin{itemize}\n" + lines.map { "\\item {}\(escaped($0))\n" }.joined()
        + "\\end{itemize}"
    case .table(let table): text(table)
    case .picture(let picture): text(picture)
    }
  }

  private static func text(_ table: ReportTable) -> String {
    func row(_ cells: [String]) -> String { cells.map(escaped).joined(separator: " & ") + " \\\\" }
    let form = table.columns.map { letter($0.content) }.joined()
    let lines =
      [
        "\\begin{table}[htbp]", "\\centering\\footnotesize", "\\caption{\(escaped(table.caption))}",
        "\\begin{tabular}{\(form)}", "\\hline", row(table.columns.map(\.title)), "\\hline",
      ] + table.rows.map(row) + ["\\hline", "\\end{tabular}"]
      + table.notes.map { "\n\\smallskip\\noindent \(escaped($0))" } + ["\\end{table}"]
    return lines.joined(separator: "\n")
  }

  private static func letter(_ content: ReportTable.Content) -> String {
    switch content {
    case .words: "l"
    case .number: "r"
    case .prose: "p{0.25\\textwidth}"
    }
  }

  /// Not verbatim, which a name could end.
  private static func text(_ picture: ReportPicture) -> String {
    let lines = picture.lines(.ascii).map { line in
      "\\texttt{" + escaped(line).replacing(" ", with: "\\ ") + "}\\\\"
    }
    return
      ([
        "\\begin{figure}[htbp]", "\\caption{\(escaped(picture.caption))}", "\\noindent\\tiny",
      ] + lines + ["\\end{figure}"]).joined(separator: "\n")
  }

  /// For a comment: one line cannot leave it.
  private static func commented(_ text: String) -> String { PrintedLine.of(text) }

  /// Words that LaTeX sets as they are: no command, and nothing that it joins or takes for an
  /// option of the line before.
  static func escaped(_ text: String) -> String {
    let scalars = Array(PrintedLine.of(text).unicodeScalars)
    var out = ""
    for (at, scalar) in scalars.enumerated() {
      if scalar == "-", isMinus(scalars, at) {
        out += "$-$"
      } else if let words = replacements[scalar] {
        out += words
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Before a number that nothing, a space or a bracket stands before.
  private static func isMinus(_ scalars: [Unicode.Scalar], _ at: Int) -> Bool {
    guard at + 1 < scalars.count, ("0"..."9").contains(scalars[at + 1]) else { return false }
    return at == 0 || scalars[at - 1] == " " || scalars[at - 1] == "["
  }

  private static let replacements: [Unicode.Scalar: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
    "_": "\\_", "%": "\\%", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
    "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "`": "\\symbol{96}",
    "\"": "\\symbol{34}", "'": "{'}", "-": "{-}", "[": "{[}", "]": "{]}", "*": "{*}",
    "×": "$\\times$", "–": "--", "−": "$-$", "…": "\\ldots{}", "·": "$\\cdot$", "“": "``",
    "”": "''", "κ": "$\\kappa$", "α": "$\\alpha$", "π": "$\\pi$", "ρ": "$\\rho$", "τ": "$\\tau$",
    "≥": "$\\geq$", "≤": "$\\leq$", "§": "\\S{}",
  ]
}
