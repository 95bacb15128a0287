import AnnotationStorage
import StudyFormats
import StudyReports

/// `concord report`: methods, tables and pictures for a paper.
enum ReportCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let path = invocation.operands[0]
    guard let target = invocation.value("output") else {
      throw CommandFailure.usage(
        "where to? -o FILE.md, FILE.html or FILE.tex; -o - prints Markdown")
    }
    let render = try form(of: target)
    let request = try ReportRequest(invocation)
    if target != "-", FolderContents.exists(target), !invocation.has("force") {
      throw CommandFailure.data("\(target): is there already; --force replaces it")
    }
    let store = try AnnotationStore.open(at: path, mode: .readOnly)
    var contents = StudyContents()
    try await StudyExport.pieces(of: store) { contents.add($0, $1, $2) }
    var study = try await ReportedStudy(store, request, contents)
    study.facts.date = invocation.value("date")
    let text = render(study.document)
    if target == "-" { return try console.write(text, exactly: true) }
    try TextFile.write(text, to: target)
  }

  /// The form that a file's name asks for.
  private static func form(
    of target: String
  ) throws(CommandFailure) -> (ReportDocument) -> String {
    let name = target.lowercased()
    if target == "-" || name.hasSuffix(".md") { return MarkdownReport.text }
    if name.hasSuffix(".html") || name.hasSuffix(".htm") { return HTMLReport.text }
    if name.hasSuffix(".tex") { return LaTeXReport.text }
    throw .usage("\(target): a report's name ends in .md, .html or .tex, or is - for Markdown")
  }
}
