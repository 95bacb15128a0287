/// The distinct rows of a rating matrix in ascending order, and how often each occurs.
struct DistinctRows {
  /// Row-major, one row's codes after the other's.
  private(set) var codes: [RatingMatrix.Code] = []
  /// Each > 0.
  private(set) var counts: [Int] = []
  /// Each item's place among the distinct rows; empty unless asked for.
  private(set) var placeOfItem: [Int] = []

  /// Counted in a table of all possible rows where that is not much larger than the matrix, else
  /// sorted as numbers, and looked up where they are too long for a number.
  init(_ matrix: RatingMatrix, keepingItems: Bool) {
    guard matrix.raterCount > 0, matrix.itemCount > 0 else { return }
    let numbers = RowNumbers(matrix)
    guard let possible = numbers.possible, matrix.itemCount < Int(UInt32.max) else {
      look(up: matrix, keepingItems)
      return
    }
    if possible <= max(1 << 16, min(1 << 24, 4 * matrix.itemCount)) {
      count(numbers, possible, keepingItems)
    } else {
      sort(numbers, possible, keepingItems)
    }
  }

  private mutating func count(_ numbers: RowNumbers, _ possible: Int, _ keepingItems: Bool) {
    let tableOfAll = numbers.counts(possible: possible)
    let last = RatingMatrix.Code(numbers.answers - 1)
    // The digits of the number, counted up beside it.
    var row = Array(repeating: RatingMatrix.Code(0), count: numbers.columns.count)
    var placeOfNumber = Array(repeating: 0, count: keepingItems ? possible : 0)
    for number in 0..<possible {
      if tableOfAll[number] > 0 {
        if keepingItems { placeOfNumber[number] = counts.count }
        counts.append(tableOfAll[number])
        for code in row { codes.append(code == last ? RatingMatrix.missing : code) }
      }
      var at = row.count - 1
      while at >= 0, row[at] == last {
        row[at] = 0
        at -= 1
      }
      if at >= 0 { row[at] += 1 }
    }
    guard keepingItems else { return }
    placeOfItem = numbers.numbers(as: UInt32.self).map { placeOfNumber[Int($0)] }
  }

  private mutating func sort(_ numbers: RowNumbers, _ possible: Int, _ keepingItems: Bool) {
    var sorted = numbers.numbers(as: UInt64.self)
    let order = RowOrder.sorting(&sorted, below: possible)
    if keepingItems { placeOfItem = Array(repeating: 0, count: sorted.count) }
    for at in sorted.indices {
      let item = Int(order[at])
      if at > 0, sorted[at] == sorted[at - 1] {
        counts[counts.count - 1] += 1
      } else {
        counts.append(1)
        for column in numbers.columns { codes.append(column[item]) }
      }
      if keepingItems { placeOfItem[item] = counts.count - 1 }
    }
  }

  private mutating func look(up matrix: RatingMatrix, _ keepingItems: Bool) {
    var placeOfRow: [[RatingMatrix.Code]: Int] = [:]
    var rows: [(codes: [RatingMatrix.Code], count: Int)] = []
    var places: [Int] = []
    var row = Array(repeating: RatingMatrix.missing, count: matrix.raterCount)
    for item in 0..<matrix.itemCount {
      for rater in row.indices { row[rater] = matrix.columns[rater][item] }
      let place: Int
      if let known = placeOfRow[row] {
        place = known
        rows[known].count += 1
      } else {
        place = rows.count
        placeOfRow[row] = place
        rows.append((row, 1))
      }
      if keepingItems { places.append(place) }
    }
    let order = rows.indices.sorted { rows[$0].codes.lexicographicallyPrecedes(rows[$1].codes) }
    var newPlace = Array(repeating: 0, count: rows.count)
    for (at, old) in order.enumerated() { newPlace[old] = at }
    codes = order.flatMap { rows[$0].codes }
    counts = order.map { rows[$0].count }
    placeOfItem = places.map { newPlace[$0] }
  }
}
