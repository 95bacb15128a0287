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
    plan.separator = invocation.value("delimiter").flatMap(Separator.init(rawValue:))
    let isNew = !FolderContents.exists(path)
    var fresh: Study?
    if isNew, plan.chosenFormat == "study", let folder = files.first {
      let study = try StudyFolder.study(in: folder)
      fresh = study
      plan.scale = study.task.scale
    }
    if invocation.has("dry-run") {
      if !isNew { try await know(&plan, try AnnotationStore.open(at: path, mode: .readOnly)) }
      var problems = 0
      for part in plan.parts() {
        problems += try ImportPreviewForm.print(part, invocation.has("json"), console)
      }
      guard problems > 0, invocation.value("on-error") != "skip" else { return }
      throw CommandFailure.data("an import would stop here; --on-error skip leaves such rows out")
    }
    let store =
      try fresh.map { (study) in try AnnotationStore.create(at: path, study: study) }
      ?? AnnotationStore.open(at: path)
    try await know(&plan, store)
    Interruption.watch()
    do {
      let before = Set(try await store.raters().map(\.rater.name))
      let (summary, mapping) = try await pump(plan, store, invocation, console)
      try tell(summary, invocation, console)
      for warning in summary.warnings(mapping) { console.message(warning) }
      let new = try await store.raters().map(\.rater).filter { !before.contains($0.name) }
      tellColumns(mapping, newRaters: new, console)
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
    let words = invocation.all("value")
    guard !pairs.isEmpty || !words.isEmpty else { return nil }
    var result = FieldMapping()
    for pair in words {
      guard let sign = pair.lastIndex(of: "="), sign > pair.startIndex else {
        throw CommandFailure.usage("--value wants WORD=ANSWER, such as 0=a")
      }
      result.words[String(pair[..<sign])] = String(pair[pair.index(after: sign)...])
    }
    for pair in pairs {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, FieldMapping.meanings.contains(parts[0]) else {
        throw CommandFailure.usage(
          "--map wants MEANING=COLUMN"
            + (NearestName.of(parts[0], among: FieldMapping.meanings)
              .map { "; did you mean '\($0)'? The meanings are " } ?? ", with one of ")
            + FieldMapping.meanings.joined(separator: ", "))
      }
      // Of a table with a column for each rater, several are named one after the other.
      if parts[0] == "raters", let before = result.fields["raters"] {
        result.fields["raters"] = before + "," + parts[1]
      } else {
        result.fields[parts[0]] = parts[1]
      }
    }
    return result
  }

  /// What the study knows that the files are read with.
  private static func know(_ plan: inout ImportPlan, _ store: AnnotationStore) async throws {
    plan.scale = try await store.study().task.scale
    plan.sources = Set(try await store.sources())
    plan.savedMappings = try await store.usedMappings().map { FieldMapping(text: $0) }
  }

  /// Pulls records and pushes them into the study; a bad row stops it, or is reported.
  private static func pump(
    _ plan: ImportPlan, _ store: AnnotationStore, _ invocation: Invocation, _ console: Console
  ) async throws -> (ImportSummary, MappingPreview?) {
    let skips = invocation.value("on-error") == "skip"
    var report: [String] = []
    var mapping: MappingPreview?
    let parts = plan.parts()
    try await store.beginImport(
      ImportSource(
        name: plan.paths.joined(separator: " "),
        format: parts.map(\.chosenFormat).joined(separator: " ")))
    let start = Clock.milliseconds()
    var count = 0
    func take(_ step: ImportFeed.Step) throws {
      if Interruption.isRequested { throw CommandFailure.cancelled("") }
      if !step.remarks.isEmpty { console.endProgress() }
      for remark in step.remarks { console.message(remark) }
      mapping = mapping ?? step.mapping
      report += step.problems
      if let first = report.first, !skips {
        try write(report, invocation)
        throw CommandFailure.data(
          first + "\nnothing was imported; --on-error skip leaves such rows out")
      }
      count += step.records
      tellProgress(count, start, (step.read, step.total), console)
    }
    for var part in parts {
      // What an earlier part brought, a later one may speak of.
      part.sources = Set(try await store.sources())
      try await ImportFeed.run(part, into: store, each: take)
    }
    console.endProgress()
    // The end of the input may be the same Ctrl-C's work on the program that writes it.
    if Interruption.isRequested { throw CommandFailure.cancelled("") }
    var summary = try await store.finishImport(mapping: mapping?.mapping.text)
    summary.problems = report.count
    try write(report, invocation)
    guard invocation.value("report") == nil else { return (summary, mapping) }
    for line in report.prefix(10) { console.message(line) }
    if report.count > 10 {
      console.message("… and \(report.count - 10) more; --report lists all")
    }
    return (summary, mapping)
  }

  private static func write(_ report: [String], _ invocation: Invocation) throws {
    guard let file = invocation.value("report") else { return }
    try TextFile.write(report.map { SafeText.line($0) + "\n" }.joined(), to: file)
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
    console.progress(text + "; Ctrl-C cancels")
  }

  /// What was taken for what is easily wrong, and seen here at the latest.
  private static func tellColumns(
    _ mapping: MappingPreview?, newRaters: [Rater], _ console: Console
  ) {
    if let separator = mapping?.separator {
      console.message("fields stand between \(separator.rawValue) signs")
    }
    if let left = mapping?.leftOut, !left.isEmpty {
      console.message(
        "columns left out: \(listed(left)); --map MEANING=COLUMN takes one (--dry-run lists them)")
    }
    if !newRaters.isEmpty {
      console.message("new raters: \(listed(newRaters.map { "\($0.name) (\($0.kind.rawValue))" }))")
    }
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }

  private static func listed(_ names: [String]) -> String {
    names.prefix(12).map { SafeText.line($0) }.joined(separator: ", ")
      + (names.count > 12 ? " and \(names.count - 12) more" : "")
  }

  private static func tell(_ summary: ImportSummary, _ invocation: Invocation, _ console: Console)
    throws
  {
    if invocation.has("json") {
      return try console.print(
        JSONValue.members([
          "items": .integer(summary.addedItems), "raters": .integer(summary.addedRaters),
          "labels": .integer(summary.addedLabels), "verdicts": .integer(summary.addedVerdicts),
          "events": .integer(summary.addedEvents), "originals": .integer(summary.addedOriginals),
          "queues": .integer(summary.addedQueues),
          "already_there": .integer(summary.alreadyThere), "left_out": .integer(summary.problems),
        ]))
    }
    if summary.added + summary.alreadyThere + summary.problems == 0 {
      console.message("nothing was imported: there are no rows")
    } else if summary.added == 0 {
      console.message(
        "nothing new: \(counted(summary.alreadyThere, "record")) there already, "
          + "\(summary.problems) left out")
    } else {
      let events =
        summary.addedEvents == 0
        ? ""
        : ", "
          + (summary.addedEvents == 1
            ? "1 note, flag or other event"
            : "\(summary.addedEvents) notes, flags and other events")
      let queues =
        summary.addedQueues == 0
        ? "" : ", \(counted(summary.addedQueues, "place")) in a person's queue"
      console.message(
        "added \(counted(summary.addedItems, "item")), \(counted(summary.addedRaters, "rater")), "
          + "\(counted(summary.addedLabels, "label")), "
          + "\(counted(summary.addedVerdicts, "verdict"))\(events)\(queues); "
          + "\(summary.alreadyThere) were there already, \(summary.problems) left out")
    }
  }
}
