import AgreementStatistics
import AnnotationModel

extension AgreementTracker {
  /// What several streams say, under the policy in force, as statistics over several raters want
  /// it: a row for each item of the study. An answer that is left out, or that depends on who it is
  /// compared with, is missing. Streams that are not there have no ratings. O(items × streams).
  public func matrix(of streams: [StreamID]) -> RatingMatrix {
    RatingMatrix(categoryCount: categories.count, columns: streams.map(column))
  }

  /// One stream's column of that matrix.
  public func column(of id: StreamID) -> [RatingMatrix.Code] {
    guard let codes = stream(id)?.codes else {
      return Array(repeating: RatingMatrix.missing, count: itemCount)
    }
    // Looked up once for each code, not for each item.
    let places = (0..<span.count).map { index in
      categories.category(of: span.code(index)).map { RatingMatrix.Code($0) }
        ?? RatingMatrix.missing
    }
    return codes.map { places[span.index($0)] }
  }
}
