import AnnotationModel

/// The part of an import that adds raters and people's labels.
extension AnnotationStore {
  func add(_ new: ImportedRater, _ state: ImportState) throws(StorageError) -> String? {
    guard !new.name.isEmpty else { return "a rater needs a name; map a column to it" }
    if let known = try rater(named: new.name) {
      state.raters[new.name] = known
      guard known.kind == new.kind else {
        return "rater \(new.name) is a \(known.kind.rawValue) in this study, not a "
          + "\(new.kind.rawValue); rename one of them"
      }
      state.summary.alreadyThere += 1
      return nil
    }
    try insert(new)
    state.raters[new.name] = try rater(named: new.name)
    state.summary.addedRaters += 1
    return nil
  }

  /// The rater of this name, made where nobody introduced it.
  func known(_ name: String, _ kind: RaterKind, _ state: ImportState) throws(StorageError)
    -> Rater?
  {
    if let known = state.raters[name] { return known }
    guard !name.isEmpty else { return nil }
    if try rater(named: name) == nil {
      try insert(ImportedRater(name: name, kind: kind))
      state.summary.addedRaters += 1
    }
    state.raters[name] = try rater(named: name)
    return state.raters[name]
  }

  func itemRow(_ key: String, _ state: ImportState) throws(StorageError) -> (
    id: ItemID, candidates: Int
  )? {
    if let last = state.lastItem, last.key == key { return (last.id, last.candidates) }
    let query = try connection.statement("SELECT id, candidates FROM item WHERE key = ?")
      .bind(1, key)
    defer { query.reset() }
    guard try query.step() else { return nil }
    state.lastItem = (key, ItemID(query.int64(0)), query.int(1))
    return (ItemID(query.int64(0)), query.int(1))
  }

  func add(_ label: ImportedLabel, _ state: ImportState) throws(StorageError) -> String? {
    guard let item = try itemRow(label.item, state) else {
      return "there is no item \(label.item); import the items first"
    }
    guard task.scale.admits(label.value, candidates: item.candidates) else {
      return "item \(label.item): '\(label.value.description)' is not on the study's scale"
    }
    var order = label.presentation
    if order.order.count != item.candidates {
      // The default speaks of two candidates; any other order was meant.
      guard order.isAsStored else {
        return "item \(label.item) has \(item.candidates) responses, the label speaks of "
          + "\(order.order.count)"
      }
      order = .asStored(item.candidates)
    }
    guard let rater = try known(label.rater, .human, state) else {
      return "item \(label.item): a label needs a rater; map a column to it"
    }
    guard rater.kind.isHuman else {
      return "rater \(label.rater) is no person: a label cannot be theirs; import it as a verdict"
    }
    var isNew = false
    let held = try labelState(rater.id, item.id)
    for (eventID, action) in try actions(of: label, rater.id, item.id) {
      let event = LabelEvent(
        eventID: eventID, rater: rater.id, item: item.id, action: action, phase: label.phase,
        presentation: order, shownAtMilliseconds: label.shownAtMilliseconds,
        actedAtMilliseconds: label.actedAtMilliseconds,
        activeMilliseconds: label.activeMilliseconds)
      if try importEvent(event, state.run) { isNew = true }
    }
    if isNew {
      state.summary.addedLabels += 1
      let before = label.phase == .blind ? held.blind : held.revealed
      let now = try labelState(rater.id, item.id)
      let after = label.phase == .blind ? now.blind : now.revealed
      if before != nil, before != after { state.summary.replacedLabels += 1 }
    } else {
      state.summary.alreadyThere += 1
    }
    return nil
  }

  /// The events that a label from a file stands for, under names that are the same each time.
  ///
  /// An exported label brings its event's name along in `occurrence`, so that it is known again
  /// wherever it comes from; a note or flag that holds already is nothing new.
  private func actions(of label: ImportedLabel, _ rater: RaterID, _ item: ItemID)
    throws(StorageError) -> [(String, LabelEvent.Action)]
  {
    var eventID = String(label.occurrence.dropFirst(Self.eventMark.count))
    if !label.occurrence.hasPrefix(Self.eventMark) || eventID.isEmpty {
      eventID = Self.importID(label.occurrence, label.value.description, label.phase.rawValue)
    }
    var actions: [(String, LabelEvent.Action)] = [
      (eventID, .label(label.value, confidence: label.confidence, errorCodes: label.errorCodes))
    ]
    guard !label.note.isEmpty || label.flagged else { return actions }
    let own = try ownWork(rater: rater, item: item)
    if !label.note.isEmpty, own.note != label.note {
      actions.append((Self.importID("note", label.note, 0), .note(label.note)))
    }
    if label.flagged, !own.flagged { actions.append((Self.importID("flag", "", 0), .flag(true))) }
    return actions
  }

  /// What `ImportedLabel.occurrence` begins with where the rest is the event's own name.
  static let eventMark = "event:"

  private static func importID(_ first: String, _ second: String, _ number: Int) -> String {
    var hash = StableHash()
    hash.add(first)
    hash.add(second)
    hash.add(number)
    return "import:" + hash.digits
  }

  private func importEvent(_ event: LabelEvent, _ run: Int64) throws(StorageError) -> Bool {
    guard try number(of: event.eventID, event.rater, event.item) == nil else { return false }
    try keep(event, run)
    return true
  }
}

extension Scale {
  /// Whether `value` is an answer of this scale on an item with so many candidates. Rankings are
  /// answers too, although they have no code.
  func admits(_ value: RatingValue, candidates: Int) -> Bool {
    switch (self, value) {
    case (.ranking, .ranking(let order)): order.sorted() == Array(0..<candidates)
    case (_, .prefer(let ordinal)): code(of: value) != nil && ordinal < candidates
    default: code(of: value) != nil
    }
  }
}
