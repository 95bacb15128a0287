/// The information matrix of strengths, whose rows sum to 0, among vectors that sum to 0: there it
/// has an inverse. Adding a constant to all of it makes it positive definite and changes nothing
/// among such vectors.
struct CentredInformation {
  private let size: Int
  private let added: Double
  /// Cholesky's lower triangle.
  private var lower: [Double]

  init(_ information: [Double], _ size: Int) {
    self.size = size
    // Of the size of the other eigenvalues, so that the matrix is well conditioned.
    let trace = (0..<size).reduce(0) { $0 + information[$1 * size + $1] }
    added = trace / Double(size * size)
    lower = information
    for column in 0..<size {
      for row in column..<size {
        var sum = information[row * size + column] + added
        for k in 0..<column { sum -= lower[row * size + k] * lower[column * size + k] }
        lower[row * size + column] =
          row == column
          ? max(sum, Double.leastNormalMagnitude).squareRoot() : sum / lower[column * size + column]
      }
    }
  }

  func solve(_ right: [Double]) -> [Double] {
    var x = right
    for row in 0..<size {
      for k in 0..<row { x[row] -= lower[row * size + k] * x[k] }
      x[row] /= lower[row * size + row]
    }
    for row in (0..<size).reversed() {
      for k in row + 1..<size { x[row] -= lower[k * size + row] * x[k] }
      x[row] /= lower[row * size + row]
    }
    let mean = x.reduce(0, +) / Double(size)
    return x.map { $0 - mean }
  }

  /// Moore and Penrose's inverse of the information. Row-major.
  var inverse: [Double] {
    (0..<size).flatMap { column in
      solve((0..<size).map { ($0 == column ? 1 : 0) - 1 / Double(size) })
    }
  }
}
