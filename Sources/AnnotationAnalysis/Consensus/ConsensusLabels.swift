import AgreementStatistics
import AnnotationModel

/// One label for each item out of several raters' labels, how sure it is, and how far each rater is
/// to be believed.
public struct ConsensusLabels: Hashable, Sendable {
  public struct Label: Hashable, Sendable {
    public var item: ItemID
    /// The most probable categories, by their places: several in a tie.
    public var winners: [Int]
    /// Of each of the winners: by votes its share of them, else its posterior. 0 to 1.
    public var probability: Double
    public var voteCount: Int

    public var isTie: Bool { winners.count > 1 }
  }

  public struct Member: Hashable, Sendable {
    public var id: StreamID
    public var name: String
    public var labelCount: Int
    /// By votes the share of labels that are the consensus of all, over items with another label;
    /// else the model's probability that the rater is right (Dawid-Skene), or knows (MACE).
    public var competence: Estimate
  }

  /// A label that the others, or the model, do not believe.
  public struct Doubt: Hashable, Sendable {
    public var item: ItemID
    public var rater: Int
    public var given: Int
    /// 1 less the probability of the given category.
    public var doubt: Double
    public var probable: [Int]
  }

  public var method: ConsensusMethod
  public var categories: TabulatedCategories
  public var members: [Member]
  /// Items that anyone labelled, in file order.
  public var labels: [Label]
  /// The most doubtful first.
  public var doubts: [Doubt]
  /// Nil for votes.
  public var convergence: EMConvergence?

  public var tieCount: Int { labels.count { $0.isTie } }
}

extension AgreementTracker {
  /// The consensus of these raters under the policy in force. Undefined where nobody labelled
  /// anything. Costs what the method costs.
  public func consensus(
    of raters: [StreamID], by method: ConsensusMethod, seed: UInt64 = 1
  ) -> Finding<ConsensusLabels> {
    let matrix = matrix(of: raters)
    let posteriors: LabelPosteriors?
    var competences: [Double?] = []
    var convergence: EMConvergence?
    switch method {
    case .majority: posteriors = nil
    case .dawidSkene:
      guard let model = matrix.dawidSkene().value else { return .undefined(.noItems) }
      (posteriors, convergence) = (model.posteriors, model.convergence)
      competences = raters.indices.map(model.competence)
    case .mace:
      guard let model = matrix.mace(MACEOptions(seed: seed)).value else {
        return .undefined(.noItems)
      }
      (posteriors, convergence) = (model.posteriors, model.convergence)
      competences = model.competence
    }
    var result = ConsensusLabels(
      matrix, posteriors, method, categories, raters.map { stream($0)?.name ?? "" }, raters)
    guard !result.labels.isEmpty else { return .undefined(.noItems) }
    result.convergence = convergence
    for (at, competence) in competences.enumerated() {
      let count = result.members[at].labelCount
      result.members[at].competence =
        competence.map { .defined(Coefficient(value: $0, itemCount: count)) }
        ?? .undefined(.noItems)
    }
    return .defined(result)
  }
}

extension ConsensusLabels {
  /// Without posteriors votes decide.
  fileprivate init(
    _ matrix: RatingMatrix, _ posteriors: LabelPosteriors?, _ method: ConsensusMethod,
    _ categories: TabulatedCategories, _ names: [String], _ ids: [StreamID]
  ) {
    let votes = MajorityVotes(matrix)
    self.method = method
    self.categories = categories
    labels = (0..<matrix.itemCount).compactMap { item in
      let counts = votes.votes(of: item)
      let all = counts.reduce(0, +)
      guard all > 0 else { return nil }
      let winners = posteriors?.mostProbable(item) ?? votes.winners(of: item)
      guard let first = winners.first else { return nil }
      let row = posteriors?[item] ?? votes.shares(of: item) ?? []
      return Label(
        item: ItemID(Int64(item + 1)), winners: winners, probability: row[first], voteCount: all)
    }
    members = matrix.columns.indices.map { rater in
      Member(
        id: ids[rater], name: names[rater],
        labelCount: matrix.columns[rater].count { $0 != RatingMatrix.missing },
        competence: votes.share(of: matrix, rater))
    }
    doubts = matrix.columns.indices.flatMap { rater in
      guard let posteriors else { return votes.outvoted(in: matrix, rater) }
      return matrix.likelyMislabelled(posteriors, rater: rater).map { found in
        Doubt(
          item: ItemID(Int64(found.item + 1)), rater: rater, given: found.given,
          doubt: found.doubt, probable: found.probable)
      }
    }.sorted { ($1.doubt, $0.item.value, $0.rater) < ($0.doubt, $1.item.value, $1.rater) }
  }
}

extension MajorityVotes {
  /// How often a rater's label is the only winner, over the items that another one labelled, too.
  fileprivate func share(of matrix: RatingMatrix, _ rater: Int) -> Estimate {
    var (right, all) = (0, 0)
    for item in 0..<itemCount {
      guard let given = matrix[item, rater], votes(of: item).reduce(0, +) > 1 else { continue }
      all += 1
      if winners(of: item) == [given] { right += 1 }
    }
    return .share(right, of: all)
  }

  /// The rater's labels that are no winner: doubted by the share of votes for others.
  fileprivate func outvoted(in matrix: RatingMatrix, _ rater: Int) -> [ConsensusLabels.Doubt] {
    (0..<itemCount).compactMap { item in
      let winners = winners(of: item)
      guard let given = matrix[item, rater], !winners.contains(given),
        let shares = shares(of: item)
      else { return nil }
      return ConsensusLabels.Doubt(
        item: ItemID(Int64(item + 1)), rater: rater, given: given, doubt: 1 - shares[given],
        probable: winners)
    }
  }
}
