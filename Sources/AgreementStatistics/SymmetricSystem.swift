/// A symmetric positive definite matrix as L·L', to solve equations with. Cholesky; O(n³).
struct SymmetricSystem {
  /// The lower triangle L, row by row.
  private var lower: [[Double]] = []

  /// Nil where the matrix is not positive definite, up to rounding.
  init?(_ matrix: [[Double]]) {
    for (at, row) in matrix.enumerated() {
      var made: [Double] = []
      for column in 0...at {
        let other = column < at ? lower[column] : made
        let rest = row[column] - zip(made, other).reduce(0) { $0 + $1.0 * $1.1 }
        if column < at {
          made.append(rest / lower[column][column])
        } else {
          guard rest > 1e-12 * abs(row[at]) else { return nil }
          made.append(rest.squareRoot())
        }
      }
      lower.append(made)
    }
  }

  /// The x with A·x = `right`. O(n²).
  func solution(of right: [Double]) -> [Double] {
    var x = right
    for row in x.indices {
      for column in 0..<row { x[row] -= lower[row][column] * x[column] }
      x[row] /= lower[row][row]
    }
    for row in x.indices.reversed() {
      for below in row + 1..<max(row + 1, x.count) { x[row] -= lower[below][row] * x[below] }
      x[row] /= lower[row][row]
    }
    return x
  }
}
