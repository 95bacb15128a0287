import AnnotationAnalysis
import AnnotationModel

/// Whom a picture is of where nobody is named.
extension AgreementTracker {
  /// Everyone who has rated anything, without the majority.
  public var raters: [StreamID] {
    streams.filter { $0.id != .majority && $0.ratingCount > 0 }.map(\.id)
  }

  /// The majority of several people, or the one person there is, or the first rater; nil where
  /// nobody has rated.
  public var usualReference: StreamID? {
    let people = raters.filter { stream($0)?.kind.isHuman == true }
    return people.count > 1 ? .majority : people.first ?? raters.first
  }

  /// The first machine that shares items with the reference, or else the first person; nil where
  /// there is nobody else. O(raters · items) at most.
  public mutating func usualOther(besides reference: StreamID) -> StreamID? {
    let others = raters.filter { $0 != reference }
    let machines = others.filter { stream($0)?.kind.isHuman == false }
    let people = others.filter { stream($0)?.kind.isHuman == true }
    return (machines + people).first { pair(reference, $0).itemCount > 0 } ?? others.first
  }
}
