/// What was given together to an item, by whomever: for each pattern its ratings by category, in
/// flat arrays. What coefficients need in which raters are not told apart.
struct RatingSets: Hashable, Sendable {
  let categoryCount: Int
  /// Ratings of each set.
  let sizes: [Int]
  /// Set s has `amounts[e]` ratings of `categories[e]` for e in `starts[s] ..< starts[s + 1]`,
  /// in ascending order of the categories.
  let starts: [Int]
  let categories: [Int]
  let amounts: [Int]

  var count: Int { sizes.count }

  /// One set for each pattern. O(patterns × raters²).
  init(_ patterns: RatingPatterns) {
    let (raters, codes) = (patterns.raterCount, patterns.codes)
    var (sizes, starts, categories, amounts) = ([Int](), [0], [Int](), [Int]())
    sizes.reserveCapacity(patterns.count)
    starts.reserveCapacity(patterns.count + 1)
    categories.reserveCapacity(codes.count)
    amounts.reserveCapacity(codes.count)
    var row = Array(repeating: RatingMatrix.missing, count: raters)
    for pattern in 0..<patterns.count {
      // Few are given together: to insert each costs less than to sort them.
      for rater in 0..<raters {
        let code = codes[pattern * raters + rater]
        var place = rater
        while place > 0, row[place - 1] > code {
          row[place] = row[place - 1]
          place -= 1
        }
        row[place] = code
      }
      var (size, before) = (0, RatingMatrix.missing)
      for code in row where code != RatingMatrix.missing {
        if code == before {
          amounts[amounts.count - 1] += 1
        } else {
          categories.append(Int(code))
          amounts.append(1)
        }
        (size, before) = (size + 1, code)
      }
      sizes.append(size)
      starts.append(categories.count)
    }
    categoryCount = patterns.categoryCount
    (self.sizes, self.starts, self.categories, self.amounts) = (sizes, starts, categories, amounts)
  }

  /// The disagreement of each set, q = Σ_kl r_k·r_l·δ_kl.
  func disagreements(_ distances: CategoryDistances) -> [Double] {
    (0..<count).map { set in
      var sum = 0.0
      for one in starts[set]..<starts[set + 1] {
        for two in starts[set]..<starts[set + 1] {
          sum +=
            Double(amounts[one] * amounts[two])
            * distances.values[categories[one] * categoryCount + categories[two]]
        }
      }
      return sum
    }
  }
}
