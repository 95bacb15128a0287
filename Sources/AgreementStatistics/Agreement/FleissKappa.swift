/// Fleiss' kappa as published: complete items only, and a null standard error.
public struct FleissKappa: Hashable, Sendable {
  /// The coefficient; its `standardError` and `interval` are nil, since only the null error is
  /// known in this form. For intervals see `RatingTally.fleissKappaGeneral`.
  public var estimate: Estimate
  /// κ of each category against all others; nil where the category is never or always used.
  public var perCategory: [Double?]
  /// Null standard error of each `perCategory`: it depends on n and the number of raters only.
  /// Nil where the coefficient is undefined.
  public var perCategoryNullStandardError: Double?
  public var raterCount: Int
  /// Items left out because they have fewer ratings than the others.
  public var incompleteItemCount: Int
}

extension RatingTally {
  /// Fleiss' kappa over the items with the largest number of ratings that occurs.
  ///
  /// Undefined without such items of two ratings, or with one category. Fleiss 1971,
  /// doi:10.1037/h0031619; null standard error: Fleiss, Nee & Landis 1979,
  /// doi:10.1037/0033-2909.86.5.974.
  public func fleissKappa(raterCount wanted: Int? = nil) -> FleissKappa {
    let m = wanted ?? max(0, sums.layers.count - 1)
    let layer = sums.layers.indices.contains(m) ? sums.layers[m] : nil
    let n = Double(layer?.items ?? 0)
    func undefined(_ reason: UndefinedReason) -> FleissKappa {
      FleissKappa(
        estimate: .undefined(reason), perCategory: Array(repeating: nil, count: categoryCount),
        raterCount: m, incompleteItemCount: itemCount - Int(n))
    }
    guard m > 1 else { return undefined(n == 0 ? .noItems : .tooFewRaters) }
    guard let layer, n > 0 else { return undefined(.noItems) }
    let r = Double(m)
    let p = layer.given.map { Double($0) / (n * r) }
    let spread = p.indices.map { k in
      Double(layer.given[k] * m - layer.together[k * categoryCount + k])
    }
    let agreeing = (n * r * (r - 1) - spread.reduce(0, +)) / (n * r * (r - 1))
    guard !p.contains(where: { $0 > 1 - 1e-12 }) else { return undefined(.oneCategory) }
    let chance = p.reduce(0) { $0 + $1 * $1 }
    let pq = p.reduce(0) { $0 + $1 * (1 - $1) }
    let third = p.reduce(0) { $0 + $1 * (1 - $1) * (1 - 2 * $1) }
    let nullError =
      2.0.squareRoot() / (pq * (n * r * (r - 1)).squareRoot())
      * max(0, pq * pq - third).squareRoot()
    let perCategory = p.indices.map { k in
      p[k] > 0 ? 1 - spread[k] / (n * r * (r - 1) * p[k] * (1 - p[k])) : nil
    }
    let coefficient = Coefficient(
      value: (agreeing - chance) / (1 - chance), nullStandardError: nullError,
      observedAgreement: agreeing, chanceAgreement: chance, itemCount: Int(n))
    return FleissKappa(
      estimate: .defined(coefficient), perCategory: perCategory,
      perCategoryNullStandardError: (2 / (n * r * (r - 1))).squareRoot(), raterCount: m,
      incompleteItemCount: itemCount - Int(n))
  }
}
