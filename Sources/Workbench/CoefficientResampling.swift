import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// A pair's coefficient that is to be resampled, beside the person's work.
public struct PairResampleRequest: Hashable, Sendable {
  /// What the answer is of: with it, an answer of older labels is known for one.
  public struct Key: Hashable, Sendable {
    public var coefficient: PairCoefficient
    public var first: StreamID
    public var second: StreamID
    var version: Int
    var policy: AnalysisPolicy
  }

  public var key: Key
  public var table: PairTable
  public let tracker: AgreementTracker

  /// The tracker is what was there when it was asked, so that the key stands for it.
  public static func == (left: Self, right: Self) -> Bool {
    left.key == right.key && left.table == right.table
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// - Parameter questions: a number for each item, as the file has them.
  public func run(questions: [Int32]) -> PairResampled {
    PairResampled(
      key: key,
      resampling: tracker.resampled(
        key.coefficient, key.first, key.second, table: table, questions: questions))
  }
}

/// The answer to a request.
public struct PairResampled: Hashable, Sendable {
  public var key: PairResampleRequest.Key
  public var resampling: PairResampling

  public init(key: PairResampleRequest.Key, resampling: PairResampling) {
    self.key = key
    self.resampling = resampling
  }
}

extension AgreementScreen {
  /// What a resampling of the pair that is shown would be of.
  var pairResampleKey: PairResampleRequest.Key? {
    guard let reference, let other else { return nil }
    return PairResampleRequest.Key(
      coefficient: coefficient, first: reference, second: other, version: version, policy: policy)
  }
}

extension WorkbenchState {
  /// Only where the page is shown, and only what is not known.
  func resamplingPair() -> [Effect] {
    guard agreement.view == .coefficient, let tracker = agreement.tracker,
      let key = agreement.pairResampleKey, let table = agreement.pairTable,
      agreement.pairResampling?.key != key, table.coefficient(key.coefficient).value != nil
    else { return [] }
    return [.resamplePair(PairResampleRequest(key: key, table: table, tracker: tracker))]
  }
}
