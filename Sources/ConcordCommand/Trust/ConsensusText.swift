import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// Consensus labels as they are written.
struct ConsensusText {
  var labels: ConsensusLabels
  var keys: [ItemID: String]
  var policy: AnalysisPolicy
  var savedAs: String?
  /// Of doubtful labels; 20 without it.
  var limit: Int?
  /// Also one line for each item.
  var listsAll: Bool

  private var doubts: [ConsensusLabels.Doubt] { Array(labels.doubts.prefix(limit ?? 20)) }
  private var names: [String] { labels.categories.names }

  private func words(_ places: [Int]) -> String {
    places.map { names[$0] }.joined(separator: " = ")
  }

  // MARK: - To read

  func plain(heading: (String) -> String) -> String {
    let tables = [members, shares] + (listsAll ? [items] : []) + [doubtful]
    return
      ([title] + tables.filter { !$0.rows.isEmpty }.map { $0.plain(heading: heading) }
      + [notes]).joined(separator: "\n\n")
  }

  private var title: String {
    let single = labels.labels.count { $0.voteCount == 1 }
    var lines = [
      "consensus of \(labels.members.map(\.name).joined(separator: ", ")) by "
        + "\(labels.method.rawValue): \(Figure.count(labels.labels.count, "item")), "
        + Figure.count(labels.tieCount, "tie") + " between answers"
    ]
    if single > 0 { lines.append("\(single) of them have one label only, which is then theirs") }
    if let convergence = labels.convergence, !convergence.isConverged {
      lines.append(
        "the estimation was ended after \(convergence.iterations) steps before it stood still: "
          + "take it with care")
    }
    if let savedAs { lines.append("kept as the rater \(savedAs), of kind consensus") }
    return Paragraphs.text(lines)
  }

  private var members: PlainTable {
    let isVotes = labels.method == .majority
    var table = PlainTable(
      columns: [
        .init("rater"), .init("labels", isNumeric: true),
        .init(isVotes ? "with the majority" : "competence", isNumeric: true), .init("95 %"),
      ])
    table.rows = labels.members.map { member in
      let reason = Figure.reason(member.competence)
      return [
        member.name, String(member.labelCount), Figure.value(member.competence),
        reason.isEmpty ? Figure.interval(member.competence) : reason,
      ]
    }
    return table
  }

  /// How often each category is the consensus.
  private var shares: PlainTable {
    var table = PlainTable(
      columns: [.init("consensus"), .init("items", isNumeric: true), .init("", isNumeric: true)])
    var counts: [[Int]: Int] = [:]
    for label in labels.labels { counts[label.winners, default: 0] += 1 }
    table.rows = counts.sorted {
      ($0.key.count, $0.key.first ?? 0, $0.key.last ?? 0)
        < ($1.key.count, $1.key.first ?? 0, $1.key.last ?? 0)
    }.map { winners, count in
      [
        words(winners), String(count),
        Figure.percent(Double(count) / Double(max(1, labels.labels.count))),
      ]
    }
    return table
  }

  private var items: PlainTable {
    var table = PlainTable(
      columns: [
        .init("item"), .init("consensus"), .init("probability", isNumeric: true),
        .init("labels", isNumeric: true),
      ])
    table.rows = labels.labels.map { label in
      [
        keys[label.item] ?? "", words(label.winners), Figure.decimal(label.probability),
        String(label.voteCount),
      ]
    }
    return table
  }

  private var doubtful: PlainTable {
    var table = PlainTable(
      columns: [
        .init("most doubtful labels"), .init("rater"), .init("said"), .init("rather"),
        .init("doubt", isNumeric: true),
      ])
    table.rows = doubts.map { doubt in
      [
        keys[doubt.item] ?? "", labels.members[doubt.rater].name, names[doubt.given],
        words(doubt.probable), Figure.decimal(doubt.doubt),
      ]
    }
    return table
  }

  private var notes: String {
    var notes: [String] = []
    if labels.doubts.count > doubts.count {
      notes.append("… \(labels.doubts.count - doubts.count) more doubtful labels; --limit N")
    }
    switch labels.method {
    case .majority:
      notes.append(
        "with the majority: how often a rater's label is the only winner, the rater's own vote "
          + "included")
    case .dawidSkene:
      notes.append(
        "competence: how often a rater's label is the true one by the model; raters who are wrong "
          + "together are believed")
    case .mace:
      notes.append(
        "competence: how often a rater knows the label and does not guess, by the model; raters "
          + "who are wrong together are believed")
    }
    notes.append(
      "counted with " + policy.parts.map { "\($0.name) \($0.value)" }.joined(separator: ", "))
    return Paragraphs.text(notes)
  }

  // MARK: - For programs

  var json: JSONValue {
    .members([
      "method": .string(labels.method.rawValue), "items": .integer(labels.labels.count),
      "ties": .integer(labels.tieCount), "saved_as": savedAs.map { .string($0) },
      "converged": labels.convergence.map { .bool($0.isConverged) },
      "raters": .array(
        labels.members.map {
          .members([
            "name": .string($0.name), "labels": .integer($0.labelCount),
            "competence": AgreeJSON.json($0.competence),
          ])
        }),
      "labels": .array(
        labels.labels.map {
          .members([
            "item": .string(keys[$0.item] ?? ""), "labels": .strings($0.winners.map { names[$0] }),
            "probability": .number($0.probability), "votes": .integer($0.voteCount),
          ])
        }),
      "doubtful": .array(
        doubts.map {
          .members([
            "item": .string(keys[$0.item] ?? ""), "rater": .string(labels.members[$0.rater].name),
            "given": .string(names[$0.given]), "rather": .strings($0.probable.map { names[$0] }),
            "doubt": .number($0.doubt),
          ])
        }),
      "policies": .object(policy.parts.map { .init(name: $0.name, value: .string($0.value)) }),
    ])
  }
}
