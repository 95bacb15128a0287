import AgreementStatistics
import AnnotationModel

/// Whether a judge leans where people do not: to one answer, to length, to its own family.
extension ValidationParts {
  private var isPair: Bool {
    if case .preference(2, _, _) = table.categories.scale { true } else { false }
  }

  private var biasThreshold: String {
    "within \(Figure.decimal(thresholds.bias * 100, digits: 0)) points of people"
  }

  /// How often it says "correct", or of preferences "tie", against the reference.
  func leniency() -> Result<ValidationCheck, NotApplicable> {
    switch table.categories.scale {
    case .correctness: return .success(leniency(of: 0, besides: leniencyWords))
    case .preference:
      guard let code = table.categories.scale.tieCode else {
        return .failure(NotApplicable("no ties, and nothing is correct or incorrect"))
      }
      guard let tie = table.categories.index(ofCode: code) else {
        return .failure(NotApplicable("ties are excluded"))
      }
      return .success(leniency(of: tie, besides: ""))
    case .score, .ranking: return .failure(NotApplicable("nothing is correct or incorrect"))
    }
  }

  private func leniency(of category: Int, besides words: String) -> ValidationCheck {
    let difference = table.confusion.shareDifference(of: category)
    guard difference.value != nil else {
      return undefined(.leniency, difference, biasThreshold, next: more())
    }
    let name = table.categories.names[category]
    let n = Double(table.itemCount)
    let (said, judged) = (
      Double(table.confusion.rowTotals[category]) / n,
      Double(table.confusion.columnTotals[category]) / n
    )
    let status = ValidationCheck.Status.ofBias(difference, below: thresholds.bias)
    return ValidationCheck(
      .leniency, status, difference,
      finding: shares(name, judged, said, difference) + words, threshold: biasThreshold,
      next: status == .failed ? .calibrate(name) : more())
  }

  /// The two probabilities of the leniency model, arXiv:2406.12624.
  private var leniencyWords: String {
    guard table.confusion.categoryCount == 2 else { return "" }
    let found = table.confusion.leniency()
    return "; P_c \(Figure.value(found.criteriaProbability)), P_+ "
      + Figure.value(found.positiveProbability)
  }

  func length(_ pairs: [JudgedPair]?) -> Result<ValidationCheck, NotApplicable> {
    guard isPair else { return .failure(NotApplicable("no two answers to compare")) }
    guard let pairs else { return .success(unread(.length)) }
    // On the same pairs, so that the two shares differ by the excess.
    let measured = pairs.filter {
      $0.words.first >= 0 && $0.words.second >= 0 && $0.human != .tie && $0.judge != .tie
    }
    let found = LengthPreference(
      measured.map {
        LengthComparison(
          firstLength: $0.words.first, secondLength: $0.words.second, human: $0.human,
          judge: $0.judge)
      })
    guard found.excess.value != nil else {
      return .success(
        ValidationCheck(
          .length, .notKnown, found.excess,
          finding: "no two answers of different length that both decided on",
          threshold: biasThreshold, next: more()))
    }
    let status = ValidationCheck.Status.ofBias(found.excess, below: thresholds.bias)
    return .success(
      ValidationCheck(
        .length, status, found.excess,
        finding: shares("longer", found.judge.value, found.human.value, found.excess),
        threshold: biasThreshold, next: status == .failed ? .ignoreLength : more()))
  }

  func family(
    _ pairs: [JudgedPair]?, _ family: JudgeFamily?
  ) -> Result<ValidationCheck, NotApplicable> {
    guard isPair else { return .failure(NotApplicable("no two answers to compare")) }
    guard let pairs else { return .success(unread(.family)) }
    guard let family, pairs.contains(where: { $0.families.first != nil }) else {
      return .success(
        ValidationCheck(
          .family, .notKnown,
          finding: family == nil
            ? "the judge's family is not known" : "the candidates' families are not known",
          threshold: biasThreshold, next: .nameFamily))
    }
    let found = FamilyPreference(
      pairs.map {
        FamilyComparison(
          firstIsOwn: $0.families.first == family.name,
          secondIsOwn: $0.families.second == family.name, human: $0.human, judge: $0.judge)
      })
    guard let preference = found.preference.value else {
      return .failure(
        NotApplicable("no answer of its family (\(family.name)) against one of another"))
    }
    let excess = Estimate.defined(preference.excess)
    let status = ValidationCheck.Status.ofBias(excess, below: thresholds.bias)
    let words = shares(
      family.name, preference.judgeOwnRate.value, preference.humanOwnRate.value, excess)
    return .success(
      ValidationCheck(
        .family, status, excess,
        finding: words + (family.isByName ? "; its family by its name" : ""),
        threshold: biasThreshold, next: status == .failed ? .otherFamily : more()))
  }

  private func unread(_ name: ValidationCheck.Name) -> ValidationCheck {
    ValidationCheck(
      name, .notKnown, finding: "the answers have not been read", threshold: biasThreshold)
  }

  /// `-17.5 points [-25.8, -9.2], n 80: tie 0.0 %, people 17.5 %`.
  private func shares(
    _ name: String, _ judge: Double?, _ people: Double?, _ difference: Estimate
  ) -> String {
    func points(_ value: Double) -> String { Figure.decimal(value * 100, digits: 1) }
    let found = difference.coefficient
    let interval = found?.interval.map {
      $0.low == $0.high ? " (no variance)" : " [\(points($0.low)), \(points($0.high))]"
    }
    let sign = (found?.value ?? 0) > 0 ? "+" : ""
    return "\(sign)\(points(found?.value ?? 0)) points" + (interval ?? "")
      + ", n \(found?.itemCount ?? 0): \(name) \(judge.map(Figure.percent) ?? "n/a"), "
      + "\(reference) \(people.map(Figure.percent) ?? "n/a")"
  }
}
