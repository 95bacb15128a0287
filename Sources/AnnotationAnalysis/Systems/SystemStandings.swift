import AgreementStatistics
import AnnotationModel

/// How the systems of a study stand by one rater's answers.
public struct SystemStandings: Hashable, Sendable {
  /// One system.
  public struct Standing: Hashable, Sendable {
    /// Its place among the study's systems.
    public var system: Int
    /// Its name.
    public var name: String
    /// Matches with other systems' candidates; none where answers are scores.
    public var record: WinRecord
    /// Of a preference the share of wins, with Wilson's interval; of a score the mean, with
    /// Student's. Undefined without answers.
    public var rate: Estimate
    /// Scores that entered the mean; 0 for preferences.
    public var scoreCount: Int

    /// Matches or scores.
    public var count: Int { record.total + scoreCount }
  }

  /// Who rated.
  public var rater: String
  /// What a tie is worth in `rate`.
  public var worth: TieWorth
  /// In the order of the study's systems, those without an answer among them.
  public var standings: [Standing]
  /// Bradley and Terry's strengths of the systems in `contestants`, in this order. A tie is half a
  /// win of both; with `.decisive` worth it is left out. Undefined for scores (no matches), and
  /// where the graph of wins is not strongly connected.
  public var strengths: Finding<BradleyTerry>
  /// The systems that met others, by number.
  public var contestants: [Int]

  /// A system's strength on Elo's scale with mean 1000; nil where there is none.
  public func elo(of system: Int) -> Double? {
    guard let found = strengths.value, let at = contestants.firstIndex(of: system) else {
      return nil
    }
    return found.eloScale()[at]
  }

  /// A system's strength β with its standard error against the mean of all; nil where there is
  /// none.
  public func strength(of system: Int) -> (value: Double, error: Double)? {
    guard let found = strengths.value, let at = contestants.firstIndex(of: system) else {
      return nil
    }
    return (found.strengths[at], found.standardErrors[at])
  }
}

extension AgreementTracker {
  /// The standings of the systems by one stream's answers; nil where the stream is not there.
  /// O(items × candidates² + systems³).
  public func systemStandings(
    of id: StreamID, systems: CandidateSystems, worth: TieWorth = .half
  ) -> SystemStandings? {
    guard let stream = stream(id) else { return nil }
    let verdicts = SystemVerdicts(self, systems)
    var counts = SystemCounts(systemCount: systems.names.count)
    for index in 0..<min(itemCount, systems.itemCount) {
      let code = stream.codes[index]
      for match in verdicts.matches(index, code) { counts.add(match, worth) }
      if let score = verdicts.score(index, code) {
        counts.values[Int(score.system)].append(score.1)
      }
    }
    let contestants = counts.records.indices.filter { counts.met[$0] > 0 }
    return SystemStandings(
      rater: stream.name, worth: worth,
      standings: systems.names.enumerated().map { counts.standing($0, $1, worth) },
      strengths: counts.wins(of: contestants).bradleyTerry(), contestants: contestants)
  }
}

/// What is counted of each system.
private struct SystemCounts {
  var records: [WinRecord]
  var values: [[Double]]
  /// Matches that enter the model of strengths.
  var met: [Int]
  private var wins: PairwiseWins

  init(systemCount: Int) {
    records = Array(repeating: WinRecord(wins: 0, losses: 0), count: systemCount)
    values = Array(repeating: [], count: systemCount)
    met = Array(repeating: 0, count: systemCount)
    wins = PairwiseWins(playerCount: systemCount)
  }

  mutating func add(_ match: SystemVerdicts.Match, _ worth: TieWorth) {
    switch match {
    case .won(let winner, let loser):
      records[Int(winner)].wins += 1
      records[Int(loser)].losses += 1
      wins.add(winner: Int(winner), loser: Int(loser))
      for system in [winner, loser] { met[Int(system)] += 1 }
    case .tied(let one, let other):
      for system in [one, other] { records[Int(system)].ties += 1 }
      guard worth != .decisive else { return }
      wins.addTie(Int(one), Int(other))
      for system in [one, other] { met[Int(system)] += 1 }
    }
  }

  func wins(of systems: [Int]) -> PairwiseWins {
    PairwiseWins(rows: systems.map { one in systems.map { wins[one, $0] } })
  }

  func standing(_ system: Int, _ name: String, _ worth: TieWorth) -> SystemStandings.Standing {
    let record = records[system]
    return SystemStandings.Standing(
      system: system, name: name, record: record,
      rate: values[system].isEmpty ? record.winRate(worth) : .mean(values[system]),
      scoreCount: values[system].count)
  }
}
