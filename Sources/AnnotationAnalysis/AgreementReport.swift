import AgreementStatistics
import AnnotationModel

/// What `agree` prints and the agreement screens show: every figure with its n, as a value.
public struct AgreementReport: Sendable {
  public struct RaterLine: Sendable {
    public var id: StreamID
    public var name: String
    public var kind: RaterKind
    /// Items this rater gave any answer or abstention to.
    public var n: Int
  }

  public struct Pair: Sendable {
    public var first: RaterLine
    public var second: RaterLine
    public var table: PairTable
    /// One of the two is the majority without the other, who is one of its people.
    public var leavesOneOut = false
    /// Resampled intervals, which take the place of the formulas' where they were asked for.
    public var intervals: [PairCoefficient: Interval] = [:]

    /// One of the two is the majority of all people, and the other is one of these people: they
    /// agree more than two who know nothing of each other.
    public var includesItself: Bool { !leavesOneOut && isMajorityAndMember }

    var isMajorityAndMember: Bool {
      first.id == .majority && second.kind.isHuman || second.id == .majority && first.kind.isHuman
    }
  }

  public var raters: [RaterLine]
  public var pairs: [Pair]
  /// The raters that the coefficients of the whole group are of.
  public var overallRaters: [RaterLine]
  public var overall: GroupTable
  public var policy: AnalysisPolicy
  /// The rater that each other one was compared with; nil where every two were.
  public var reference: String?
}

/// A name that no rater of the study has.
public struct UnknownRater: Error, Hashable, Sendable, CustomStringConvertible {
  public var name: String
  public var known: [String]

  public init(name: String, known: [String]) {
    self.name = name
    self.known = known
  }

  public var description: String {
    let near = known.first { $0.lowercased() == name.lowercased() }
    let hint = near.map { "did you mean '\($0)'? " } ?? ""
    return "no rater is called '\(name)'; \(hint)this study has: \(known.joined(separator: ", "))"
  }
}

extension AgreementTracker {
  /// The report over some or all raters.
  ///
  /// - Parameters:
  ///   - names: the raters to compare; where empty, all that have rated anything (with
  ///     `majority` only if named or reference).
  ///   - reference: with it, the pairs are the reference and each other rater, in that order;
  ///     without, every pair in the order of `names`.
  ///   - leavingOneOut: the majority is compared with each of its own people without their votes.
  /// - Throws: `UnknownRater`.
  /// - Cost: one pass over the items per pair.
  public mutating func report(
    names: [String] = [], reference: String? = nil, leavingOneOut: Bool = false
  ) throws(UnknownRater) -> AgreementReport {
    var chosen = try names.isEmpty ? defaultLines() : lines(names)
    var pairs: [AgreementReport.Pair] = []
    if let reference {
      let first = try line(reference)
      chosen.removeAll { $0.id == first.id }
      for second in chosen { pairs.append(compare(first, second)) }
      chosen.insert(first, at: 0)
    } else {
      for (at, first) in chosen.enumerated() {
        for second in chosen[(at + 1)...] { pairs.append(compare(first, second)) }
      }
    }
    if leavingOneOut {
      for at in pairs.indices where pairs[at].isMajorityAndMember {
        guard let table = self.leavingOneOut(pairs[at].first.id, pairs[at].second.id) else {
          continue
        }
        pairs[at].table = table
        pairs[at].leavesOneOut = true
      }
    }
    let everyone = names.isEmpty ? defaultLines().filter { $0.kind.isHuman } : try lines(names)
    return AgreementReport(
      raters: chosen, pairs: pairs, overallRaters: everyone, overall: group(everyone.map(\.id)),
      policy: policy, reference: reference)
  }

  private mutating func compare(
    _ first: AgreementReport.RaterLine, _ second: AgreementReport.RaterLine
  ) -> AgreementReport.Pair {
    AgreementReport.Pair(first: first, second: second, table: pair(first.id, second.id))
  }

  private func defaultLines() -> [AgreementReport.RaterLine] {
    streams.filter { $0.id != .majority && $0.ratingCount > 0 }.map(Self.line)
  }

  private func lines(_ names: [String]) throws(UnknownRater) -> [AgreementReport.RaterLine] {
    var result: [AgreementReport.RaterLine] = []
    for name in names {
      let found = try line(name)
      var ids = [found.id]
      // Of two orders that count apart, both are this rater's.
      if case .rater(let rater) = found.id { ids.append(.swapped(rater)) }
      for stream in ids.compactMap({ id in streams.first { $0.id == id } }) {
        if !result.contains(where: { $0.id == stream.id }) { result.append(Self.line(stream)) }
      }
    }
    return result
  }

  private func line(_ name: String) throws(UnknownRater) -> AgreementReport.RaterLine {
    Self.line(try knownStream(named: name))
  }

  /// The stream of this name. Throws `UnknownRater`, which lists the names that there are.
  public func knownStream(named name: String) throws(UnknownRater) -> RatingStream {
    guard let stream = stream(named: name) else {
      throw UnknownRater(name: name, known: streams.map(\.name))
    }
    return stream
  }

  private static func line(_ stream: RatingStream) -> AgreementReport.RaterLine {
    AgreementReport.RaterLine(
      id: stream.id, name: stream.name, kind: stream.kind, n: stream.ratingCount)
  }
}
