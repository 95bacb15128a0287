import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// A small study in memory: every kind of text, rater and answer that a screen can have to show.
struct FixtureStudy {
  var study: Study
  var items: [Item]
  var raters: [Rater]
  var me: Rater { raters[0] }
  /// Rater → codes by item, nil where there is no rating.
  var codes: [RaterID: [Int?]]

  /// - Parameter isASCII: only characters of ASCII in all texts, so that what is not ASCII on the
  ///   screen is the program's own.
  init(task: StudyTask = FixtureStudy.task, isASCII: Bool = false) {
    func plain(_ text: String) -> String {
      isASCII ? String(text.unicodeScalars.map { $0.isASCII ? Character($0) : "?" }) : text
    }
    items = FixtureTexts.all.enumerated().map { index, texts in
      let count: Int = if case .preference(let count, _, _) = task.scale { count } else { 1 }
      return Item(
        key: texts.key, kind: count == 1 ? .single : .pair, questionKey: texts.key,
        category: texts.category, source: "fixture",
        prompt: texts.prompt.enumerated().map {
          Turn(role: $0.offset.isMultiple(of: 2) ? .user : .assistant, text: plain($0.element))
        },
        candidates: (0..<count).map { slot in
          CandidateText(turns: texts.candidates[slot % texts.candidates.count].map(plain))
        },
        origins: (0..<count).map { CandidateOrigin(system: "System \($0 + 1)", family: "f\($0)") },
        references: texts.reference.isEmpty
          ? [] : [Reference(kind: .verified, text: plain(texts.reference), author: "editor")])
    }
    raters = [
      Rater(id: RaterID(1), name: "ann", kind: .human),
      Rater(id: RaterID(2), name: "bob", kind: .human),
      Rater(id: RaterID(3), name: "judge/large", kind: .judge, model: "large", family: "l"),
      Rater(id: RaterID(4), name: "judge/small", kind: .judge, model: "small", family: "s"),
      Rater(id: RaterID(5), name: "jury", kind: .jury),
      Rater(id: RaterID(6), name: "debate/large", kind: .debate, model: "large"),
      Rater(id: RaterID(7), name: "rouge", kind: .lexical),
    ]
    var made = Study(
      title: "First answers", about: plain(FixtureTexts.about), task: task,
      itemCount: FixtureStudy.itemCount, categories: ["code", "language", "layout", "talk"])
    made.task.instructions = plain(FixtureTexts.instructions)
    study = made
    codes = [:]
    for rater in raters.dropFirst() { codes[rater.id] = Self.answers(of: rater, task.scale) }
    codes[me.id] = Array(repeating: nil, count: Self.itemCount)
  }

  static let task = StudyTask(
    name: "pairwise", scale: .preference(candidates: 2, tie: true, bothBad: true))

  /// More than there are texts: the rest has the texts of the first again.
  static let itemCount = 48

  /// Answers that agree with one another most of the time, the same at every run.
  private static func answers(of rater: Rater, _ scale: Scale) -> [Int?] {
    let categories = max(1, scale.categoryCount)
    return (0..<itemCount).map { item in
      let truth = (item * 7 + item / 5) % min(3, categories)
      let draw = (item * 31 + Int(rater.id.value) * 17) % 100
      if rater.kind == .judge, draw < 6 { return Abstention.unparsed.code }
      if draw < 9 { return nil }
      return draw < 9 + Int(rater.id.value) * 6 ? (truth + 1) % categories : truth % categories
    }
  }

  // MARK: - What the file would give

  func item(_ id: ItemID) -> Item {
    var item = items[Int(id.value - 1) % items.count]
    if Int(id.value) > items.count { item.key += "-\(id)" }
    return item
  }

  func loaded(_ id: ItemID, own: OwnWork = OwnWork()) -> LoadedFixture {
    let item = item(id)
    let reading = ItemReading(
      id: id, key: item.key, kind: item.kind, category: item.category, prompt: item.prompt,
      candidates: item.candidates,
      references: item.references.map { ReferenceText(kind: $0.kind, text: $0.text) })
    return LoadedFixture(reading: reading, own: own)
  }

  struct LoadedFixture {
    var reading: ItemReading
    var own: OwnWork
  }

  func tracker(_ policy: AnalysisPolicy) -> AgreementTracker {
    var tracker = AgreementTracker(
      scale: study.task.scale, itemCount: Self.itemCount, raters: raters, policy: policy)
    tracker.load(
      raters.compactMap { rater in
        guard let codes = codes[rater.id] else { return nil }
        let rated = codes.enumerated().filter { $0.element != nil }
        return RatingColumn(
          rater: rater.id, phase: .blind, swapped: false,
          items: rated.map { Int32($0.offset + 1) }, codes: rated.map { Int16($0.element ?? 0) })
      })
    return tracker
  }

  func slice(_ property: SliceColumn.Property) -> SliceColumn {
    let names = property == .category ? study.categories : ["short", "long"]
    let values = (1...Self.itemCount).map { number -> Int32 in
      let category = item(ItemID(Int64(number))).category
      guard property == .category else { return Int32(number % 2) }
      return Int32(names.firstIndex(of: category) ?? -1)
    }
    return SliceColumn(property: property, names: names, values: values)
  }

  /// What the runs' files would tell of each rater; of the jury no price, of people only time.
  var conduct: [RaterID: RaterConduct] {
    var result: [RaterID: RaterConduct] = [:]
    for rater in raters {
      let number = Int(rater.id.value)
      var conduct = RaterConduct()
      (conduct.firstShownChosen, conduct.otherChosen) = (9 + number, 20 - number)
      conduct.secondsPerItem = rater.kind == .lexical ? nil : 20 / Double(number)
      if !rater.kind.isHuman {
        conduct.abstentions = [.unparsed: number % 3]
        conduct.askedAgain = number % 2
        conduct.costPerItem =
          [.judge, .debate].contains(rater.kind) ? 0.0004 * Double(number) : nil
      }
      result[rater.id] = conduct
    }
    return result
  }

  /// Two roles and two rounds over the first items; the advocate gives in now and then.
  func debateVotes(_ rater: RaterID) -> DebateVotes {
    let votes = (1...20).flatMap { item -> [DebateVotes.Vote] in
      let id = ItemID(Int64(item))
      return [
        .init(item: id, round: 1, role: 0, code: item % 2),
        .init(item: id, round: 1, role: 1, code: 1),
        .init(item: id, round: 2, role: 0, code: item % 3 == 0 ? 1 : item % 2),
        .init(item: id, round: 2, role: 1, code: 1),
      ]
    }
    return DebateVotes(rater: rater, roles: ["advocate", "critic"], votes: votes)
  }

  func ratings(of item: ItemID) -> [RevealedRating] {
    raters.dropFirst().compactMap { rater in
      guard let code = codes[rater.id]?[Int(item.value) - 1],
        let value = study.task.scale.value(of: code)
          ?? Abstention(code: code).map(RatingValue.abstention)
      else { return nil }
      return RevealedRating(
        rater: rater, value: value,
        verdict: rater.kind == .human ? nil : FixtureTexts.verdict(value, of: rater),
        note: rater.kind == .human ? "a note of bob's" : "")
    }
  }
}
