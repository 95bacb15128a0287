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

  /// One set for each pattern. O(patterns × raters).
  init(_ patterns: RatingPatterns) {
    let raters = patterns.raterCount
    var (sizes, starts, categories, amounts) = ([Int](), [0], [Int](), [Int]())
    sizes.reserveCapacity(patterns.count)
    starts.reserveCapacity(patterns.count + 1)
    categories.reserveCapacity(patterns.codes.count)
    amounts.reserveCapacity(patterns.codes.count)
    for pattern in 0..<patterns.count {
      let first = categories.count
      var size = 0
      for at in pattern * raters..<(pattern + 1) * raters
      where patterns.codes[at] != RatingMatrix.missing {
        let category = Int(patterns.codes[at])
        size += 1
        // Few are given together: to insert them costs less than to sort.
        var place = categories.count
        while place > first, categories[place - 1] > category { place -= 1 }
        if place > first, categories[place - 1] == category {
          amounts[place - 1] += 1
        } else {
          categories.insert(category, at: place)
          amounts.insert(1, at: place)
        }
      }
      sizes.append(size)
      starts.append(categories.count)
    }
    categoryCount = patterns.categoryCount
    (self.sizes, self.starts, self.categories, self.amounts) = (sizes, starts, categories, amounts)
  }

  /// Of lists of categories, each ascending.
  init(categoryCount: Int, ascending sets: [[Int]]) {
    var (starts, categories, amounts) = ([0], [Int](), [Int]())
    for set in sets {
      let first = categories.count
      for category in set {
        if categories.count > first, categories.last == category {
          amounts[amounts.count - 1] += 1
        } else {
          categories.append(category)
          amounts.append(1)
        }
      }
      starts.append(categories.count)
    }
    self.categoryCount = categoryCount
    sizes = sets.map(\.count)
    (self.starts, self.categories, self.amounts) = (starts, categories, amounts)
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
