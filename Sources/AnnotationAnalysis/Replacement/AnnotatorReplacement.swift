import AgreementStatistics
import AnnotationModel

/// Whether a judge could take an annotator's place: the alternative annotator test on a study's own
/// people.
public struct AnnotatorReplacement: Hashable, Sendable {
  /// The judge against one person.
  public struct Line: Hashable, Sendable {
    public var annotator: StreamID
    public var name: String
    /// Nil where the person has too few items.
    public var comparison: AlternativeAnnotatorTest.Comparison?
  }

  /// In the order of the people.
  public var lines: [Line]
  public var test: AlternativeAnnotatorTest
  public var options: AlternativeAnnotatorOptions

  /// People that the authors of the test ask for at the least.
  public static let fewestPeople = 3
}

extension AgreementTracker {
  /// The test of a judge against these raters under the policy in force, by the share of others who
  /// say the same, or by squared distance where answers are scores.
  ///
  /// - Parameter margin: ε, by which a person may be better.
  /// - Cost: O(items × raters²).
  public func replacement(
    by judge: StreamID, of people: [StreamID], margin: Double = 0.2
  ) -> AnnotatorReplacement {
    var options = AlternativeAnnotatorOptions(margin: margin)
    if case .score = scale, let scores = tabulated.scores {
      options.likeness = .negativeSquaredError(scores)
    }
    let test = matrix(of: people).alternativeAnnotatorTest(judge: column(of: judge), options)
    let lines = people.enumerated().map { place, id in
      AnnotatorReplacement.Line(
        annotator: id, name: stream(id)?.name ?? "",
        comparison: test.comparisons.first { $0.annotator == place })
    }
    return AnnotatorReplacement(lines: lines, test: test, options: options)
  }
}
