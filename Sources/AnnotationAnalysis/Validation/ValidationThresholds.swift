/// What a judge is asked for. All of them are conventions: the protocol that the checks follow
/// (Norman et al. 2026) sets the bias of position, the replicates and the number of sources.
public struct ValidationThresholds: Hashable, Sendable {
  /// Kappa's lower end: 0.6, where Landis & Koch (1977, doi:10.2307/2529310) begin to call
  /// agreement substantial.
  public var kappa = 0.6
  /// How far kappa may lie below that of people among themselves.
  public var margin = 0.1
  /// How far a share may be off: of the place shown first from a half, of a tie or of "correct",
  /// of the longer answer or of the judge's own family from people's.
  public var bias = 0.1
  /// Times that the same is asked.
  public var repeats = 3
  /// Kappa of a judge with itself: 0.8, from where Krippendorff (2019) takes data as reliable.
  public var retest = 0.8
  /// A kappa with itself above this says that the judge is steady, not that it is right: then
  /// the position is looked at.
  public var steadyRetest = 0.95
  /// Half the width of kappa's 95 % interval.
  public var halfWidth = 0.1
  /// Items of the rarest class, by reference and by judge.
  public var perClass = 10
  /// The share of verdicts without an answer, at the most.
  public var unparsed = 0.05
  /// Sources of items.
  public var sources = 2

  public init() {}
}
