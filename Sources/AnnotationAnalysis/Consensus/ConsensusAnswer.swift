import AnnotationModel

extension ConsensusLabels {
  /// What is kept as the consensus rater's answer: the category that won; of several, a tie where
  /// the scale has it and the policy says so, else that it is unsure, which is always left out. Nil
  /// for a category that is no answer of the scale, such as "unparsed".
  public func answer(_ label: Label) -> RatingValue? {
    guard !label.isTie, let winner = label.winners.first else {
      let tie = categories.scale.tieCode
      return tie != nil && categories.policy.consensus == .splitTie ? .tie : .abstention(.unsure)
    }
    return categories.code(ofIndex: winner).flatMap(categories.scale.value)
  }
}
