import AnnotationModel
import Glibc

/// How torn a judge is over one item (balanced position diversity entropy: FairEval,
/// arXiv:2305.17926, doi:10.18653/v1/2024.acl-long.511).
public enum DiversityEntropy {
  /// −Σ p·ln p over the answers of k samples in both orders, in nats: 0 where all agree, ln 3 at
  /// the most for win, tie and lose. Answers are in terms of candidates, so that the same answer in
  /// both orders is one answer.
  ///
  /// Abstentions are absent. Nil where no answer is left. O(n).
  public static func of(_ values: [RatingValue]) -> Double? {
    let present = values.filter { !$0.isAbstention }
    guard !present.isEmpty else { return nil }
    let counts = Dictionary(present.map { ($0, 1) }, uniquingKeysWith: +)
    // In one order: the same answers give the same last digit.
    return counts.values.sorted().reduce(0) { sum, count in
      let share = Double(count) / Double(present.count)
      return sum - share * log(share)
    }.magnitude
  }
}
