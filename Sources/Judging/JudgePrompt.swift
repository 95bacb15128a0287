import AnnotationModel
import ModelCalls

/// The questions that a judge is asked about one item in one order.
struct JudgePrompt {
  let spec: JudgeSpec
  let item: Item
  let scale: Scale
  let presentation: Presentation

  init(_ spec: JudgeSpec, _ item: Item, _ scale: Scale, _ presentation: Presentation) {
    self.spec = spec
    self.item = item
    self.scale = scale
    self.presentation = presentation
  }

  func questions(repetition: Int) -> [JudgeQuestion] {
    let text = ItemText(item: item)
    let answers: [String] =
      spec.strategy == .independent
      ? presentation.order.map(text.answer)
      : [isSingle ? text.answer(0) : text.answers(presentation)]
    return answers.map { answers in
      JudgeQuestion(
        spec.template.messages(values(answers: answers, text)), menu: menu, seat: spec.seat,
        reasks: spec.reasks, evidence: spec.evidence, againTemplate: spec.againTemplate,
        repetition: repetition)
    }
  }

  private var isSingle: Bool { item.candidates.count == 1 }

  /// What is offered: the study's own scale where the task is one of single answers.
  var menu: AnswerMenu {
    switch scale {
    case .score(let low, let high, _): return .scores(slots: 1, low: low, high: high)
    case .correctness: return .correctness
    case .preference(let candidates, let tie, let bothBad):
      if spec.strategy == .direct { return .choice(slots: candidates, tie: tie, bothBad: bothBad) }
      return scores(slots: candidates)
    case .ranking(let candidates):
      if spec.strategy == .direct { return .ranking(slots: candidates) }
      return scores(slots: candidates)
    }
  }

  /// Five is the rubric's scale, from 1; the others go from 0.
  private func scores(slots: Int) -> AnswerMenu {
    .scores(
      slots: spec.strategy == .independent ? 1 : slots, low: spec.highestScore == 5 ? 1 : 0,
      high: Double(spec.highestScore))
  }

  private func values(answers: String, _ text: ItemText) -> [String: String] {
    var values = [
      "conversation": text.conversation,
      "answers": answers,
      "reference": ItemText.reference(spec.reference.chosen(from: item.references)),
      "criteria": ItemText.criteria(spec.criteria),
      "guidance": spec.guidance,
      "exemplars": spec.exemplars.joined(separator: "\n\n"),
      "form": spec.evidence == .after ? menu.formAtBeginning : menu.form,
    ]
    if spec.stepByStep { values["step_by_step"] = "yes" }
    switch spec.evidence {
    case .first: values["evidence_first"] = "yes"
    case .after: values["verdict_first"] = "yes"
    case .none: values["no_evidence"] = "yes"
    }
    if case .scores(_, let low, let high) = menu {
      values["lowest"] = AnswerMenu.plain(low)
      values["highest"] = AnswerMenu.plain(high)
      values["steps"] = steps
      if high == 5, low == 1 {
        values["rubric"] = "1 poor, 2 fair, 3 average, 4 good, 5 excellent"
      }
    }
    return values
  }

  private var steps: String {
    if case .score(_, _, let step) = scale, step == step.rounded() {
      return "Scores are whole numbers."
    }
    return "Decimals are allowed."
  }
}
