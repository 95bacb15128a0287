import AnnotationModel
import Judging

extension RunSettings {
  /// How often a unit is asked for its verdict.
  public var plan: SamplePlan {
    SamplePlan(samples: samples, isBalanced: order == .balanced)
  }

  /// What of the samples, the weighted scores and the cascade cannot be; nil where all can.
  var samplingFault: RunMistake? {
    if !(1...100).contains(samples) {
      return RunMistake("samples are from 1 to 100", at: "samples")
    }
    let isAsked = kind == .judge || kind == .jury || kind == .cascade
    if samples > 1, !isAsked {
      return RunMistake("only a judge, a jury or a cascade takes samples", at: "samples")
    }
    if order == .balanced, !isAsked {
      return RunMistake(
        "only a judge, a jury or a cascade balances orders; use both", at: "order")
    }
    if samples > 1, temperature == 0 {
      return RunMistake(
        "samples are all the same at temperature 0; give a temperature above 0",
        at: "temperature")
    }
    if !(0...50).contains(exemplars) {
      return RunMistake("exemplars are from 0 to 50", at: "exemplars")
    }
    if exemplars > 0, !isAsked {
      return RunMistake("only a judge, a jury or a cascade is shown exemplars", at: "exemplars")
    }
    if weightsScores, !isAsked {
      return RunMistake("only a judge, a jury or a cascade weighs scores", at: "weigh-scores")
    }
    if weightsScores, alternatives == nil {
      return RunMistake(
        "weighted scores need log-probabilities; ask for alternatives per token", at: "logprobs")
    }
    return kind == .cascade ? cascadeFault : nil
  }

  private var cascadeFault: RunMistake? {
    if seats.count < 2 { return RunMistake("a cascade has two seats or more", at: "seats") }
    if !(0...1).contains(threshold) {
      return RunMistake("a cascade's threshold is from 0 to 1", at: "threshold")
    }
    if samples == 1, order != .balanced, alternatives == nil {
      return RunMistake(
        "nothing tells a cascade that a judge is unsure; ask for samples,"
          + " balanced orders or log-probabilities", at: "order")
    }
    return nil
  }
}
