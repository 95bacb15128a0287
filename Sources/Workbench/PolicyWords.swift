import AnnotationAnalysis

/// What each setting of a policy means, said when it is switched.
extension AnalysisPolicy.Unparsed {
  var meaning: String {
    switch self {
    case .drop: "a reply without an answer leaves its item out of the pair"
    case .tie: "a reply without an answer counts as a tie"
    case .own: "a reply without an answer is a category of its own"
    case .wrong: "a reply without an answer counts as the answer the other did not give"
    case .recorded: "a reply without an answer counts as its imported source counted it"
    }
  }
}

extension AnalysisPolicy.Ties {
  var meaning: String {
    switch self {
    case .keep: "a tie is an answer like the others"
    case .exclude: "an item where either of the two says tie is left out"
    }
  }
}

extension AnalysisPolicy.Orders {
  var meaning: String {
    switch self {
    case .merge: "verdicts of both orders are one; where they differ, a tie"
    case .separate: "verdicts of the swapped order are a rater of their own"
    }
  }
}

extension AnalysisPolicy.Consensus {
  var meaning: String {
    switch self {
    case .splitTie: "a majority that is split says tie"
    case .splitDrop: "an item on which the majority is split is left out"
    }
  }
}

extension AnalysisPolicy.Reveal {
  var meaning: String {
    switch self {
    case .blindOnly: "only labels given before looking count"
    case .all: "a label given after looking takes the place of the blind one"
    }
  }
}
