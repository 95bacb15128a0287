import AnnotationModel

/// A filter as SQL. Texts are bound as parameters 1, 2 and so on; numbers stand in the SQL.
struct ListSelection {
  var conditions: [String] = []
  var texts: [String] = []

  mutating func bind(_ text: String) -> String {
    texts.append(text)
    return "?\(texts.count)"
  }
}

extension AnnotationStore {
  /// Up to so many items a filter is looked up as a set; above it, met soon enough on the way.
  private static let few = 50_000

  func selection(_ filter: ItemFilter, _ rater: RaterID) throws(StorageError) -> ListSelection {
    var selection = ListSelection()
    try select(filter.state, rater, &selection)
    if filter.flaggedOnly {
      selection.conditions.append(
        "i.id IN (SELECT item FROM labelState WHERE rater = \(rater.value) AND flagged = 1)")
    }
    if let category = filter.category {
      let name = selection.bind(category)
      selection.conditions.append("i.category = (SELECT id FROM category WHERE name = \(name))")
    }
    if let pair = filter.disagreement {
      selection.conditions.append(try condition(of: pair))
    }
    // FTS5 ends a query at a NUL, in the middle of a quotation.
    let words = filter.text.split { $0.isWhitespace || $0 == "\0" }
    if !words.isEmpty {
      // A word in double quotes is a word, whatever FTS5 would else read into it.
      let quoted = words.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
      // The last word may still be in the making: its beginning is enough.
      let query = selection.bind(quoted.joined(separator: " ") + "*")
      selection.conditions.append(
        "i.id IN (SELECT rowid FROM itemSearch WHERE itemSearch MATCH \(query))")
    }
    return selection
  }

  private func select(
    _ state: ItemFilter.State, _ rater: RaterID, _ selection: inout ListSelection
  ) throws(StorageError) {
    guard state != .any else { return }
    let marks = try marks(of: rater, count: try itemCount())
    let mark: ItemMarks.Mark =
      switch state {
      case .any, .unlabelled: .none
      case .labelled: .answered
      case .skipped: .skipped
      }
    guard marks.count(mark) <= Self.few else {
      selection.conditions.append("COALESCE(l.state, 0) = \(mark.rawValue)")
      return
    }
    let items = "[" + marks.items(mark).map(String.init).joined(separator: ",") + "]"
    let list = selection.bind(items)
    selection.conditions.append("i.id IN (SELECT value FROM json_each(\(list)))")
  }

  private func condition(of pair: ItemFilter.Disagreement) throws(StorageError) -> String {
    let columns = try ratingColumns()
    func match(_ alias: String, _ rater: RaterID) -> String {
      let own = columns.filter { $0.rater == rater }
      let phases = Set(own.map { String($0.phase.rawValue) }).sorted().joined(separator: ", ")
      let orders = Set(own.map { $0.swapped ? "1" : "0" }).sorted().joined(separator: ", ")
      return """
        \(alias).rater = \(rater.value) AND \(alias).phase IN (\(phases)) \
        AND \(alias).swapped IN (\(orders))
        """
    }
    func size(_ rater: RaterID) -> Int {
      columns.filter { $0.rater == rater }.map(\.count).reduce(0, +)
    }
    var codes = "a.code >= 0 AND b.code >= 0 AND a.code <> b.code"
    if let wanted = pair.codes, wanted.count == 2 {
      codes = "a.code = \(wanted[0]) AND b.code = \(wanted[1])"
    }
    let (a, b) = (match("a", pair.first), match("b", pair.second))
    // The one who rated less leads: a person's fifty labels, not a judge's million verdicts.
    let isFirstFewer = size(pair.first) <= size(pair.second)
    let (lead, leading) = isFirstFewer ? ("a", a) : ("b", b)
    let (follow, following) = isFirstFewer ? ("b", b) : ("a", a)
    guard min(size(pair.first), size(pair.second)) <= Self.few else {
      return """
        EXISTS (SELECT 1 FROM rating \(lead) CROSS JOIN rating \(follow) \
        WHERE \(leading) AND \(lead).item = i.id AND \(following) AND \(follow).item = i.id \
        AND \(codes))
        """
    }
    return """
      i.id IN (SELECT \(lead).item FROM rating \(lead) CROSS JOIN rating \(follow) \
      WHERE \(leading) AND \(following) AND \(follow).item = \(lead).item AND \(codes))
      """
  }
}
