import AnnotationModel
import AnnotationStorage
import StudyFormats
import WorkbenchRuntime

/// `concord import`: from files to a study, all or nothing.
enum ImportCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let path = invocation.operands[0]
    let files = Array(invocation.operands.dropFirst())
    var plan = ImportPlan(
      paths: files, format: invocation.value("format") ?? "auto", kind: invocation.value("kind"),
      dataset: invocation.value("dataset"), mapping: try mapping(invocation),
      scale: StudyTask.pairwise.scale)
    let isNew = !FolderContents.exists(path)
    var fresh: Study?
    if isNew, plan.chosenFormat == "study", let folder = files.first {
      let study = try StudyFolder.study(in: folder)
      fresh = study
      plan.scale = study.task.scale
    }
    if invocation.has("dry-run") {
      if !isNew {
        plan.scale = try await AnnotationStore.open(at: path, mode: .readOnly).study().task.scale
      }
      return try preview(plan, console)
    }
    let store =
      try fresh.map { (study) in try AnnotationStore.create(at: path, study: study) }
      ?? AnnotationStore.open(at: path)
    plan.scale = try await store.study().task.scale
    Interruption.watch()
    do {
      let summary = try await pump(plan, store, invocation, console)
      try tell(summary, invocation, console)
      try await buildSearchIndex(store, console)
      await store.close()
    } catch {
      console.endProgress()
      await store.cancelImport()
      await store.close()
      if fresh != nil {
        for suffix in ["", "-wal", "-shm"] { TemporaryFile.remove(path + suffix) }
      }
      if Interruption.isRequested {
        throw CommandFailure.cancelled("cancelled; nothing was imported")
      }
      throw error
    }
  }

  /// Ctrl-C leaves the rest for the next import or the workbench: the labels are in already.
  private static func buildSearchIndex(_ store: AnnotationStore, _ console: Console) async throws {
    while !Interruption.isRequested {
      let left = try await store.buildSearchIndex(maximumItems: 5000)
      if left == 0 { break }
      console.progress("indexing the texts for search, \(left) items left")
    }
    console.endProgress()
  }

  private static func mapping(_ invocation: Invocation) throws -> FieldMapping? {
    let pairs = invocation.all("map")
    guard !pairs.isEmpty else { return nil }
    var result = FieldMapping()
    for pair in pairs {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, FieldMapping.meanings.contains(parts[0]) else {
        throw CommandFailure.usage(
          "--map wants MEANING=COLUMN, with one of \(FieldMapping.meanings.joined(separator: ", "))"
        )
      }
      result.fields[parts[0]] = parts[1]
    }
    return result
  }

  private static func preview(_ plan: ImportPlan, _ console: Console) throws {
    let lines = try plan.preview()
    try console.print("format: \(plan.chosenFormat). Nothing has been written.")
    if !lines.isEmpty {
      var table = PlainTable(columns: ["field", "means", "such as"].map { .init($0) })
      table.rows = lines.map { [$0.field, $0.meaning, $0.example] }
      try console.print(table.plain(heading: console.heading))
    }
    guard let first = try plan.readers().first?.next() else { return }
    for placed in first.records.prefix(5) {
      try console.print(SafeText.line(StudyFolderLine.of(placed.record).line))
    }
    for problem in first.problems.prefix(5) { console.message(problem.description) }
  }

  /// Pulls records and pushes them into the study; a bad row stops it, or is reported.
  private static func pump(
    _ plan: ImportPlan, _ store: AnnotationStore, _ invocation: Invocation, _ console: Console
  ) async throws -> ImportSummary {
    let skips = invocation.value("on-error") == "skip"
    var report: [String] = []
    try await store.beginImport(
      ImportSource(
        name: plan.paths.joined(separator: " "), format: plan.chosenFormat,
        mapping: plan.mapping?.text ?? ""))
    let start = Clock.milliseconds()
    var count = 0
    try await ImportFeed.run(plan, into: store) { step in
      if Interruption.isRequested { throw CommandFailure.cancelled("") }
      for remark in step.remarks { console.message(remark) }
      if let first = step.problems.first, !skips {
        throw CommandFailure.data(
          first + "\nnothing was imported; --on-error skip leaves such rows out")
      }
      report += step.problems
      count += step.records
      tellProgress(count, start, (step.read, step.total), console)
    }
    console.endProgress()
    // The end of the input may be the same Ctrl-C's work on the program that writes it.
    if Interruption.isRequested { throw CommandFailure.cancelled("") }
    var summary = try await store.finishImport()
    summary.problems = report.count
    if let file = invocation.value("report") {
      try TextFile.write(report.map { SafeText.line($0) + "\n" }.joined(), to: file)
    } else {
      for line in report.prefix(10) { console.message(line) }
      if report.count > 10 {
        console.message("… and \(report.count - 10) more; --report lists all")
      }
    }
    return summary
  }

  private static func tellProgress(
    _ count: Int, _ start: Milliseconds, _ progress: (read: Int, total: Int?), _ console: Console
  ) {
    let seconds = max(0.001, Double(Clock.milliseconds() - start) / 1000)
    var text = "\(count) records, \(Int(Double(count) / seconds)) a second"
    if let total = progress.total, total > 0, progress.read > 0 {
      let share = Double(progress.read) / Double(total)
      text += ", \(Int(share * 100)) %, \(Int(seconds / share * (1 - share))) s left"
    }
    console.progress(text)
  }

  private static func tell(_ summary: ImportSummary, _ invocation: Invocation, _ console: Console)
    throws
  {
    if invocation.has("json") {
      return try console.print(
        JSONValue.members([
          "items": .integer(summary.addedItems), "raters": .integer(summary.addedRaters),
          "labels": .integer(summary.addedLabels), "verdicts": .integer(summary.addedVerdicts),
          "already_there": .integer(summary.alreadyThere), "left_out": .integer(summary.problems),
        ]).text)
    }
    if summary.added == 0 {
      console.message("nothing new: \(summary.alreadyThere) records were there already")
    } else {
      console.message(
        "added \(summary.addedItems) items, \(summary.addedRaters) raters, "
          + "\(summary.addedLabels) labels, \(summary.addedVerdicts) verdicts; "
          + "\(summary.alreadyThere) were there already, \(summary.problems) left out")
    }
  }
}
