import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// `concord plan`: how many labels a question about kappa takes.
enum PlanCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let question = try question(invocation)
    let text: PlanText
    if let path = invocation.operands.first {
      if let wrong = ["prevalence", "within"].first(where: invocation.has) {
        throw CommandFailure.usage("--\(wrong) is for planning without a study")
      }
      let store = try AnnotationStore.open(at: path, mode: .readOnly)
      var study = try await JudgedStudy(invocation, store)
      let items = study.tracker.judgedItems(by: study.judge.id, reference: study.reference.id)
      let table = study.tracker.pair(study.reference.id, study.judge.id)
      text = PlanText(
        plan: LabelPlan(pilot: table, question), study: study,
        unlabelledCount: items.unlabelled.count + items.unjudged.count)
    } else {
      text = PlanText(plan: try withoutPilot(invocation, question))
    }
    if invocation.has("json") {
      try console.print(text.json)
    } else {
      try console.print(text.plain(heading: console.heading))
    }
  }

  private static func question(_ invocation: Invocation) throws -> LabelPlan.Question {
    let half = try invocation.decimal("half-width", or: 0.1)
    guard half > 0, half < 1 else {
      throw CommandFailure.usage("--half-width is above 0 and below 1, such as 0.1")
    }
    let null = try kappa("null", invocation, or: 0.4)
    var question = LabelPlan.Question(
      nullKappa: null, power: try invocation.share("power", or: 0.8),
      alpha: 1 - (try invocation.share("level", or: 0.95)),
      halfWidths: [half] + [0.05, 0.1, 0.15].filter { $0 != half })
    if invocation.has("kappa") {
      let expected = try kappa("kappa", invocation, or: 0)
      guard expected != null else {
        throw CommandFailure.usage(
          "--kappa and --null are the same, \(expected): nothing tells a kappa from itself")
      }
      question.kappa = expected
    }
    return question
  }

  private static func kappa(
    _ option: String, _ invocation: Invocation, or standard: Double
  ) throws -> Double {
    let number = try invocation.decimal(option, or: standard)
    guard (-1...1).contains(number) else {
      throw CommandFailure.usage("--\(option) is a kappa, from -1 to 1")
    }
    return number
  }

  private static func withoutPilot(
    _ invocation: Invocation, _ question: LabelPlan.Question
  ) throws -> LabelPlan {
    guard invocation.has("prevalence"), let kappa = question.kappa else {
      throw CommandFailure.usage(
        "name a STUDY for a pilot, or say --prevalence SHARE and --kappa K to plan without one")
    }
    if let wrong = ["judge", "reference", "half-width"].first(where: invocation.has) {
      throw CommandFailure.usage("--\(wrong) is for planning with a study")
    }
    return LabelPlan(
      prevalence: try invocation.share("prevalence", or: 0.5), kappa: kappa,
      within: try limits(invocation, around: kappa), question)
  }

  private static func limits(
    _ invocation: Invocation, around kappa: Double
  ) throws -> Interval? {
    guard invocation.has("within") else { return nil }
    let ends = invocation.list("within").compactMap { Double($0) }
    guard ends.count == 2, invocation.list("within").count == 2, ends[0] < kappa, kappa < ends[1],
      ends.allSatisfy({ (-1...1).contains($0) })
    else {
      throw CommandFailure.usage(
        "--within is two kappas around --kappa, such as 0.4,0.8 around 0.6")
    }
    return Interval(low: ends[0], high: ends[1])
  }
}
