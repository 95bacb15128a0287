import AgreementStatistics
import AnnotationModel

/// Whether what was found of all items holds of parts of them, and of more than one data set.
extension ValidationParts {
  func slices(
    _ properties: [(property: SliceColumn.Property, slices: [SliceComparison])]
  ) -> ValidationCheck {
    let tested = properties.flatMap { found in
      found.slices.filter { $0.standing != .tooSmall && $0.kappa.value != nil }
        .map { (found.property, $0) }
    }
    let threshold = "none far below the rest, p < 0.05 over all"
    let far = tested.filter { $0.1.standing == .below }
    guard let worst = (far.isEmpty ? tested : far).min(by: { Self.isLower($0.1, $1.1) }) else {
      return ValidationCheck(
        .slices, .notKnown,
        finding: "no two slices of \(SliceComparison.smallest) items each",
        threshold: threshold, next: .nameProperties)
    }
    let (property, slice) = worst
    let name = slice.name.isEmpty ? "(none)" : slice.name
    let others = far.count > 1 ? "; \(far.count - 1) more far below" : ""
    return ValidationCheck(
      .slices, far.isEmpty ? .passed : .failed, slice.kappa,
      finding: words(slice.kappa, "kappa") + " in \(property.rawValue) \(name), elsewhere "
        + "\(Figure.value(slice.rest)); lowest of \(tested.count)" + others,
      threshold: threshold, next: .lookAtSlice(property: property.rawValue, name: name))
  }

  private static func isLower(_ one: SliceComparison, _ other: SliceComparison) -> Bool {
    (one.kappa.value ?? .infinity, one.name) < (other.kappa.value ?? .infinity, other.name)
  }

  /// - Parameter counts: items in common by source; nil where the sources have not been read.
  func sources(_ counts: [(name: String, count: Int)]?) -> ValidationCheck {
    let threshold = ">= \(thresholds.sources) of \(SliceComparison.smallest) items each"
    guard let counts, !counts.isEmpty else {
      return ValidationCheck(
        .sources, .notKnown, finding: "the items' sources are not known", threshold: threshold,
        next: .nameProperties)
    }
    let large = counts.filter { $0.count >= SliceComparison.smallest }
    let largest = counts.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    let names = largest.prefix(3).map { "\($0.name) (\($0.count))" }.joined(separator: ", ")
    return ValidationCheck(
      .sources, large.count >= thresholds.sources ? .passed : .failed,
      finding: "\(counts.count): \(names)" + (counts.count > 3 ? ", …" : ""),
      threshold: threshold, next: .addSource)
  }
}
