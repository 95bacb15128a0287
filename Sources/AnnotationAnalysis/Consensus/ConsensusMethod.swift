/// How labels of several raters become one.
public enum ConsensusMethod: String, Hashable, Sendable, CaseIterable {
  /// Each rater has one vote.
  case majority
  /// Each rater's errors are estimated together with the labels (Dawid & Skene 1979).
  case dawidSkene = "dawid-skene"
  /// Each rater knows the label or guesses (MACE, Hovy et al. 2013).
  case mace
}
