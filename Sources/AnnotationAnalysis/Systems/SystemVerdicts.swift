import AgreementStatistics
import AnnotationModel

/// What an answer to an item says of the systems whose candidates the item has.
///
/// Under the policy: excluded ties say nothing; a machine's missing answer is a tie where the
/// policy says so, and else says nothing. "Both bad" is a tie: nobody won.
struct SystemVerdicts {
  /// One system's candidate against another's.
  enum Match: Hashable {
    case won(Int32, over: Int32)
    case tied(Int32, Int32)
  }

  private let scale: Scale
  private let policy: AnalysisPolicy
  private let systems: CandidateSystems
  /// The numbers of the categories of a score or of correctness.
  private let scores: [Double]

  init(_ tracker: AgreementTracker, _ systems: CandidateSystems) {
    scale = tracker.scale
    policy = tracker.policy
    self.systems = systems
    scores =
      switch tracker.scale {
      case .score: tracker.scale.categories.map { Double($0) ?? 0 }
      case .correctness: [1, 0]
      case .preference, .ranking: []
      }
  }

  /// The category of an answer that counts; nil where it says nothing.
  private func category(_ code: Int16) -> Int? {
    var code = Int(code)
    if code < 0 {
      guard policy.unparsed == .tie, let tie = scale.tieCode,
        case .abstention(let reason)? = LeftOutReason(code: Int16(code)), reason.isMachines
      else { return nil }
      code = tie
    }
    return policy.ties == .exclude && code == scale.tieCode ? nil : code
  }

  /// The matches that an answer decides: the candidate it names against each other one. Of one
  /// system against itself there are none.
  func matches(_ index: Int, _ code: Int16) -> [Match] {
    guard case .preference(let count, _, _) = scale, let category = category(code) else {
      return []
    }
    let of = Array(systems.of(index))
    var found: [Match] = []
    for one in of.indices where of[one] >= 0 && (category >= count || category == one) {
      let others = category >= count ? Array(of.indices.dropFirst(one + 1)) : Array(of.indices)
      for other in others where of[other] >= 0 && of[other] != of[one] {
        found.append(
          category >= count ? .tied(of[one], of[other]) : .won(of[one], over: of[other]))
      }
    }
    return found
  }

  /// The score of an item's only candidate, and who wrote it; 1 and 0 for correct and incorrect.
  func score(_ index: Int, _ code: Int16) -> (system: Int32, value: Double)? {
    guard let category = category(code), scores.indices.contains(category) else { return nil }
    let of = systems.of(index)
    guard of.count == 1, let system = of.first, system >= 0 else { return nil }
    return (system, scores[category])
  }

  /// Each system's score by an answer: of a match what a win is worth, else as it was given.
  /// Nil where the answer says nothing, or is a tie that does not count.
  func scores(_ index: Int, _ code: Int16, _ worth: TieWorth) -> [(system: Int32, value: Double)]? {
    if let score = score(index, code) { return [score] }
    let matches = matches(index, code)
    guard !matches.isEmpty else { return nil }
    var sums: [Int32: (sum: Double, count: Int)] = [:]
    func add(_ system: Int32, _ value: Double) {
      sums[system, default: (0, 0)].sum += value
      sums[system, default: (0, 0)].count += 1
    }
    for match in matches {
      switch match {
      case .won(let winner, let loser):
        add(winner, 1)
        add(loser, 0)
      case .tied(let one, let other):
        guard worth != .decisive else { return nil }
        for system in [one, other] { add(system, worth == .half ? 0.5 : 0) }
      }
    }
    return sums.map { ($0.key, $0.value.sum / Double($0.value.count)) }
      .sorted { $0.0 < $1.0 }
  }
}
