import AnnotationModel
import Judging

extension RunSettings {
  /// How often a unit is asked for its verdict.
  public var plan: SamplePlan {
    SamplePlan(samples: samples, isBalanced: order == .balanced)
  }

  /// What of the samples, the weighted scores and the cascade cannot be; nil where all can.
  var samplingMistake: String? {
    if !(1...100).contains(samples) { return "samples are from 1 to 100" }
    let isAsked = kind == .judge || kind == .jury || kind == .cascade
    if samples > 1, !isAsked { return "only a judge, a jury or a cascade takes samples" }
    if order == .balanced, !isAsked {
      return "only a judge, a jury or a cascade balances orders; use both"
    }
    if samples > 1, temperature == 0 {
      return "samples are all the same at temperature 0; give a temperature above 0"
    }
    if !(0...50).contains(exemplars) { return "exemplars are from 0 to 50" }
    if exemplars > 0, !isAsked { return "only a judge, a jury or a cascade is shown exemplars" }
    if weightsScores, !isAsked { return "only a judge, a jury or a cascade weighs scores" }
    if weightsScores, alternatives == nil {
      return "weighted scores need log-probabilities; ask for alternatives per token"
    }
    guard kind == .cascade else { return nil }
    if seats.count < 2 { return "a cascade has two seats or more" }
    if !(0...1).contains(threshold) { return "a cascade's threshold is from 0 to 1" }
    if samples == 1, order != .balanced, alternatives == nil {
      return "nothing tells a cascade that a judge is unsure; ask for samples,"
        + " balanced orders or log-probabilities"
    }
    return nil
  }
}
