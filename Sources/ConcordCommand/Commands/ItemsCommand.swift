import AnnotationModel
import AnnotationStorage

/// `concord items`: the work list as one person sees it, or one item's text.
enum ItemsCommand {
  private static let pageSize = 1000

  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let key = try key(invocation)
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    if let key {
      try await one(key, store, invocation.has("json"), console)
    } else {
      try await list(store, invocation, console)
    }
  }

  /// The one item that was asked for, as an argument or as an option.
  private static func key(_ invocation: Invocation) throws -> String? {
    let keys = invocation.operands.dropFirst() + invocation.all("item")
    guard let key = keys.first else { return nil }
    let ofLists = ["state", "category", "flagged", "search", "sort", "limit"]
    if keys.count > 1 { throw CommandFailure.usage("KEY and --item both name one item: give one") }
    if let other = ofLists.first(where: { invocation.has($0) }) {
      throw CommandFailure.usage("--\(other) is for the list: leave it out to print one item")
    }
    return key
  }

  // MARK: - The list

  private static func list(
    _ store: AnnotationStore, _ invocation: Invocation, _ console: Console
  ) async throws {
    let filter = try filter(invocation)
    if !filter.text.isEmpty, !(try await store.searchIndexState().isComplete) {
      console.message("the search index is not complete: some items may be missing")
    }
    let rater = try await rater(invocation, store)
    let sort = invocation.value("sort").flatMap(ItemSort.init(rawValue:)) ?? .file
    var left = invocation.number("limit") ?? .max
    var last: ItemRow?
    var page: [ItemRow]
    let isJSON = invocation.has("json")
    if isJSON { try console.write("{\"items\":[") }
    repeat {
      page = try await store.rows(
        matching: filter, sort: sort, for: rater, after: last, limit: min(left, pageSize),
        forward: true)
      if isJSON {
        let lines = page.map { json($0).text }
        try console.write(
          (last == nil || lines.isEmpty ? "" : ",\n") + lines.joined(separator: ",\n"),
          exactly: true)
      } else if !page.isEmpty {
        try console.write(text(page, isFirst: last == nil, console))
      }
      left -= page.count
      last = page.last ?? last
    } while page.count == pageSize && left > 0
    if isJSON { try console.print("]}") }
    if last == nil { console.message(try await nothing(store, filter)) }
  }

  /// Why no item is listed.
  private static func nothing(
    _ store: AnnotationStore, _ filter: ItemFilter
  ) async throws -> String {
    guard let category = filter.category else { return "no item is like that" }
    let known = try await store.study().categories
    guard !known.contains(category) else { return "no item is like that" }
    let hint = NearestName.of(category, among: known).map { "did you mean '\($0)'? " } ?? ""
    let list = known.isEmpty ? "there are none" : "there are \(known.joined(separator: ", "))"
    return SafeText.line("no category is called '\(category)'; \(hint)\(list)")
  }

  /// Without `--as` a rater that does not exist, so that no label is shown.
  private static func rater(
    _ invocation: Invocation, _ store: AnnotationStore
  ) async throws -> RaterID {
    guard let name = invocation.value("as") else { return RaterID(0) }
    guard let rater = try await store.rater(named: name) else {
      throw StorageError.noSuchRater(name)
    }
    return rater.id
  }

  private static func filter(_ invocation: Invocation) throws -> ItemFilter {
    let state = invocation.value("state").flatMap(ItemFilter.State.init(rawValue:)) ?? .any
    if state != .any || invocation.has("flagged"), !invocation.has("as") {
      throw CommandFailure.usage("--state and --flagged are one person's: name them with --as")
    }
    return ItemFilter(
      state: state, category: invocation.value("category"),
      flaggedOnly: invocation.has("flagged"), text: invocation.value("search") ?? "")
  }

  private static func text(_ rows: [ItemRow], isFirst: Bool, _ console: Console) -> String {
    var table = PlainTable(
      columns: ["item", "category", "label", "marks", "begins"].map { .init($0) })
    table.rows = rows.map { row in
      [
        row.key, row.category, row.label.map { $0.value.description } ?? "",
        (row.flagged ? "flag" : "") + (row.hasNote ? " note" : ""), row.excerpt,
      ]
    }
    let text = table.plain(heading: console.heading)
    guard !isFirst, let end = text.firstIndex(of: "\n") else { return text + "\n" }
    return text[text.index(after: end)...] + "\n"
  }

  private static func json(_ row: ItemRow) -> JSONValue {
    .members([
      "item": .string(row.key), "category": .string(row.category),
      "label": row.label.map { .string($0.value.description) },
      "flagged": .bool(row.flagged), "note": .bool(row.hasNote), "begins": .string(row.excerpt),
    ])
  }

  // MARK: - One item

  private static func one(
    _ key: String, _ store: AnnotationStore, _ isJSON: Bool, _ console: Console
  ) async throws {
    guard let id = try await store.item(withKey: key), let item = try await store.reading(id)
    else { throw StorageError.noSuchItem(key) }
    if isJSON { return try console.print(json(item)) }
    for turn in item.prompt { try section(turn.role.rawValue, turn.text, console) }
    for (ordinal, candidate) in item.candidates.enumerated() {
      let letter = RatingValue.letter(ordinal)
      for text in candidate.turns { try section("response " + letter, text, console) }
    }
    for reference in item.references {
      try section("reference (\(reference.kind.rawValue))", reference.text, console)
    }
  }

  private static func section(_ title: String, _ text: String, _ console: Console) throws {
    try console.print(console.heading("== " + title))
    for line in SafeText.lines(text) { try console.print(line) }
    try console.print("")
  }

  private static func json(_ item: ItemReading) -> JSONValue {
    .members([
      "item": .string(item.key), "kind": .string(item.kind.rawValue),
      "category": .string(item.category),
      "prompt": .array(
        item.prompt.map {
          .members(["role": .string($0.role.rawValue), "text": .string($0.text)])
        }),
      "candidates": .array(item.candidates.map { .strings($0.turns) }),
      "references": .array(
        item.references.map {
          .members(["kind": .string($0.kind.rawValue), "text": .string($0.text)])
        }),
    ])
  }
}
