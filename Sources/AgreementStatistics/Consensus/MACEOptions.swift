/// How MACE is estimated.
public struct MACEOptions: Hashable, Sendable {
  /// It ends when no posterior probability changes by more.
  public var tolerance: Double
  /// Or after so many steps.
  public var iterationLimit: Int
  /// Starts, of which the one with the largest likelihood is kept. The first is even: everybody
  /// knows half of the labels and guesses evenly. Each other has a stream of random numbers of its
  /// own.
  public var starts: Int
  /// Of the random starts.
  public var seed: UInt64
  /// Shared out evenly over the categories and added to expected counts. > 0.
  public var smoothing: Double

  /// Precondition: at least one iteration of one start, and positive smoothing.
  public init(
    tolerance: Double = 1e-6, iterationLimit: Int = 200, starts: Int = 10, seed: UInt64 = 1,
    smoothing: Double = 0.01
  ) {
    precondition(iterationLimit > 0 && starts > 0, "at least one iteration of one start")
    precondition(smoothing > 0, "smoothing is positive")
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
    self.starts = starts
    self.seed = seed
    self.smoothing = smoothing
  }
}
