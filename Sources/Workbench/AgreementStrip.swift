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
  }

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
    return Self.fitted(parts, after: plain("κ with you: "), width: width)
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
