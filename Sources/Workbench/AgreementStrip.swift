import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// A person against each of the others, as the line under the label screen shows it.
struct AgreementStrip: Hashable {
  struct Part: Hashable {
    var name: String
    var kind: RaterKind
    var n: Int
    var kappa: Estimate

    /// Labels that are still to come until kappa is known to ± `goal`; nil where it is, or where
    /// nothing says.
    var labelsToGoal: Int? {
      guard let plan = try? kappa.coefficient?.precisionPlan(halfWidth: AgreementStrip.goal).get(),
        plan.additionalCount > 0
      else { return nil }
      return plan.additionalCount
    }
  }

  /// Half the width of an interval that tells apart what people call moderate and good agreement.
  static let goal = 0.1

  /// With fewer items in common, a coefficient would give away the other's answer to one of them.
  static let smallest = 10

  /// Machines first, then people; only those with enough items in common.
  var parts: [Part] = []
  var hasOthers = false
  var hasCommon = false
  /// Tables are still to be counted.
  var isCounting = false

  /// O(raters · k²) once the tables stand.
  init(of me: RaterID, _ tracker: inout AgreementTracker) {
    let others =
      tracker.streams.filter { $0.kind != .human && $0.id != .majority }
      + tracker.streams.filter { $0.kind.isHuman && $0.id != .rater(me) }
    hasOthers = !others.isEmpty
    for stream in others {
      let table = tracker.pair(.rater(me), stream.id)
      hasCommon = hasCommon || table.itemCount > 0
      guard table.itemCount >= Self.smallest else { continue }
      parts.append(
        Part(
          name: stream.name, kind: stream.kind, n: table.itemCount,
          kappa: table.coefficient(.cohen)))
    }
    isCounting = others.contains { tracker.wanted.contains(.pair(.rater(me), $0.id)) }
  }
}

extension WorkbenchState {
  /// Makes the strip's figures anew: nothing of others is kept where it is not shown.
  mutating func refreshStrip() {
    guard label.stripIsShown, let me = session?.me.id,
      agreement.tracker?.policy == agreement.policy
    else {
      agreement.strip = nil
      return
    }
    agreement.strip = agreement.withTracker { AgreementStrip(of: me, &$0) }
  }

  /// One line for the label screen: this person against each machine, then the others.
  func agreementStrip(width: Int) -> [StyledSpan] {
    guard let strip = agreement.strip, !strip.isCounting else {
      return [StyledSpan(plain("agreement: counting …"), Style(.dim))]
    }
    guard !strip.parts.isEmpty else {
      let none =
        !strip.hasOthers
        ? "nobody else rates here yet"
        : strip.hasCommon
          ? "shown from \(AgreementStrip.smallest) items in common"
          : "no item in common with anyone yet"
      return [StyledSpan("agreement: " + none, Style(.dim))]
    }
    let parts = strip.parts.map { part in
      let figures =
        part.kappa.coefficient == nil
        ? Figure.reason(part.kappa)
        : Figure.value(part.kappa) + " " + Figure.interval(part.kappa, digits: 2)
      return (text: "\(part.name) \(figures) n \(part.n)", style: style(of: part.kind))
    }
    let spans = Self.fitted(parts, after: plain("κ with you: "), width: width)
    return spans
      + planned(strip, room: width - spans.reduce(0) { $0 + DisplayText.columns($1.text) })
  }

  /// How many more labels the first of them takes to be known well, where there is room to say it.
  private func planned(_ strip: AgreementStrip, room: Int) -> [StyledSpan] {
    guard let more = strip.parts.first?.labelsToGoal else { return [] }
    let goal = Figure.decimal(AgreementStrip.goal, digits: 1)
    let choices = [
      "  about \(more) more labels for ±\(goal) with \(strip.parts[0].name)",
      "  about \(more) more for ±\(goal)",
    ]
    guard let text = choices.first(where: { DisplayText.columns($0) <= room }) else { return [] }
    return [StyledSpan(plain(text), Style(.dim))]
  }

  /// As many parts as fit, and how many more there are.
  private static func fitted(
    _ parts: [(text: String, style: Style)], after title: String, width: Int
  ) -> [StyledSpan] {
    var spans = [StyledSpan(title, Style(.dim))]
    var used = DisplayText.columns(title)
    for (at, part) in parts.enumerated() {
      let isLast = at == parts.count - 1
      let columns = DisplayText.columns(part.text)
      guard used + columns + (isLast ? 0 : 11) <= width || at == 0 else {
        spans.append(StyledSpan("+\(parts.count - at) more", Style(.dim)))
        break
      }
      spans += [StyledSpan(part.text, part.style), StyledSpan(isLast ? "" : "  ")]
      used += columns + 2
    }
    return spans
  }
}
