import AnnotationModel
import AnnotationStorage
import Judging

extension AnnotationStore {
  /// The exemplars of a run: labelled items of the study with the majority of people's blind
  /// labels; items over which people are split have no answer.
  ///
  /// - Parameters:
  ///   - judged: the items of the run.
  ///   - task: the scale of the study.
  /// - Throws: `RunMistake` where the study has fewer than the settings ask for; what the file
  ///   throws.
  /// - Complexity: reads every labelled item's text, and each judged item's.
  public func exemplars(
    _ settings: RunSettings, judging judged: [ItemID], scale: Scale
  ) throws -> [Exemplar] {
    guard settings.exemplars > 0 else { return [] }
    let items = try judged.compactMap { id throws(StorageError) in try wholeItem(id) }
    var labelled: [LabelledItem] = []
    for (id, value) in try peoplesAnswers(on: scale) {
      guard let item = try wholeItem(id) else { continue }
      labelled.append(LabelledItem(item: item, value: value))
    }
    let chosen = ExemplarChoice.choose(
      settings.exemplars, from: labelled, judging: items, seed: settings.exemplarSeed)
    guard chosen.count == settings.exemplars else {
      throw RunMistake(
        "\(settings.exemplars) exemplars are wanted, and \(chosen.count) can be had: they are"
          + " items that people have labelled, of other questions than those judged;"
          + " judge fewer items, label more, or ask for fewer exemplars")
    }
    return chosen.enumerated().map { Exemplar($1, number: $0 + 1) }
  }

  /// Whether exemplars that were chosen before may stand in the prompts of these items.
  ///
  /// - Throws: `RunMistake` where one is an item that is judged, or one of its question.
  /// - Complexity: reads each judged item's text where there are exemplars.
  public func check(_ exemplars: [Exemplar], judging judged: [ItemID]) throws {
    guard !exemplars.isEmpty else { return }
    let keys = Set(exemplars.map(\.item))
    var questions: Set<String> = []
    for key in keys {
      var selection = ItemSelection()
      selection.key = key
      for (id, _) in try items(of: selection) {
        if let item = try wholeItem(id), !item.questionKey.isEmpty {
          questions.insert(item.questionKey)
        }
      }
    }
    for id in judged {
      guard let item = try wholeItem(id) else { continue }
      guard keys.contains(item.key) || questions.contains(item.questionKey) else { continue }
      throw RunMistake(
        "the item '\(item.key)', or another of its question, stands as an exemplar in the prompt:"
          + " judge other items (--items)")
    }
  }

  /// The answer that most people gave blind, by item; none where the first place is shared.
  func peoplesAnswers(on scale: Scale) throws(StorageError) -> [ItemID: RatingValue] {
    let people = Set(try raters().filter { $0.rater.kind.isHuman }.map(\.rater.id))
    var counts: [Int32: [Int16: Int]] = [:]
    for summary in try ratingColumns() where summary.phase == .blind {
      guard people.contains(summary.rater) else { continue }
      let column = try ratingColumn(summary)
      for (item, code) in zip(column.items, column.codes) where code >= 0 {
        counts[item, default: [:]][code, default: 0] += 1
      }
    }
    var answers: [ItemID: RatingValue] = [:]
    for (item, votes) in counts {
      let most = votes.values.max() ?? 0
      let leaders = votes.filter { $0.value == most }
      guard leaders.count == 1, let code = leaders.first?.key else { continue }
      answers[ItemID(Int64(item))] = scale.value(of: Int(code))
    }
    return answers
  }
}
