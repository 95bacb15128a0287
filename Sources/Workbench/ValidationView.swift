import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// A judge's check-list that is to be made, beside the person's work.
public struct ValidationRequest: Hashable, Sendable {
  /// What the answer is of: with it, an answer of older labels is known for one.
  public struct Key: Hashable, Sendable {
    public var judge: StreamID
    public var reference: StreamID
    var version: Int
    var policy: AnalysisPolicy
  }

  public var key: Key
  public private(set) var tracker: AgreementTracker

  /// The tracker is what was there when it was asked, so that the key stands for it.
  public static func == (left: Self, right: Self) -> Bool { left.key == right.key }

  public func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// Who is checked; nil for a stream that nobody is behind.
  public var judge: Rater? { tracker.rater(of: key.judge) }

  /// Properties that the checks look through and that have not been read yet.
  public var missingProperties: [SliceColumn.Property] {
    SliceColumn.Property.allCases.filter { tracker.sliceColumn($0) == nil }
  }

  /// Some passes over the items, and the resamples of the human ceiling.
  public func run(_ evidence: ValidationEvidence, slices: [SliceColumn]) -> ValidatedJudge {
    var tracker = tracker
    tracker.countsWhenAsked = true
    if tracker.policy != key.policy { tracker.setPolicy(key.policy) }
    for column in slices { tracker.load(column) }
    return ValidatedJudge(
      key: key, list: tracker.validation(of: key.judge, against: key.reference, evidence: evidence))
  }
}

/// The answer to a request.
public struct ValidatedJudge: Hashable, Sendable {
  public var key: ValidationRequest.Key
  /// Nil where there is nothing to check: a ranking, or a person.
  public var list: ValidationChecklist?

  public init(key: ValidationRequest.Key, list: ValidationChecklist?) {
    (self.key, self.list) = (key, list)
  }
}

/// The check-list of the rater under the mark.
public struct ValidationView: Hashable, Sendable {
  /// Of the labels before where it is not current.
  public internal(set) var found: ValidatedJudge?
  /// The check under the mark.
  public internal(set) var selected = 0
  /// The view that it was opened from: back leads there.
  var openedFrom: AgreementScreen.View?

  public init() {}
}

extension AgreementScreen {
  /// What a check-list that is shown would be of.
  var validationKey: ValidationRequest.Key? {
    guard let reference, let other else { return nil }
    return ValidationRequest.Key(
      judge: other, reference: reference, version: version, policy: policy)
  }

  /// Of the judge and the reference that are shown, be it of older labels.
  var checklist: ValidationChecklist? {
    guard let found = validation.found, found.key.judge == other,
      found.key.reference == reference
    else { return nil }
    return found.list
  }

  /// The marked check.
  var markedCheck: ValidationCheck? {
    guard let checks = checklist?.checks, checks.indices.contains(validation.selected) else {
      return nil
    }
    return checks[validation.selected]
  }
}

extension WorkbenchState {
  /// Only where the list is shown, and only what is not known.
  func validating() -> [Effect] {
    guard agreement.view == .validation, let tracker = agreement.tracker,
      let key = agreement.validationKey, agreement.validation.found?.key != key
    else { return [] }
    return [.validate(ValidationRequest(key: key, tracker: tracker))]
  }

  /// From any view with a rater under the mark to that rater's check-list.
  mutating func openValidation() -> [Effect] {
    guard agreement.view != .validation else { return [] }
    let chosen = agreement.view == .everyone ? agreement.other : agreement.selectedStream
    guard let chosen, let stream = agreement.tracker?.stream(chosen) else {
      return refuse("move to a judge first: its check-list is shown then")
    }
    guard !stream.kind.isHuman, chosen != .majority else {
      return refuse("\(stream.name) is no machine: move to a judge, a jury or a debate")
    }
    guard chosen != agreement.reference else {
      return refuse("\(stream.name) is the reference; \(keyName(.referenceNext)) takes another")
    }
    agreement.other = chosen
    agreement.validation.openedFrom = agreement.view
    agreement.view = .validation
    agreement.scroll = 0
    agreement.refresh()
    return agreementFollowUps()
  }

  /// Back to the view that the list was opened from.
  mutating func leaveValidation() -> Bool {
    guard agreement.view == .validation else { return false }
    agreement.view = agreement.validation.openedFrom ?? .raters
    agreement.scroll = 0
    agreement.refresh()
    return true
  }

  /// To where the marked check can be made better.
  mutating func openCheck() -> [Effect] {
    guard let check = agreement.markedCheck else { return [] }
    switch check.next {
    case .labelMore, .secondPerson, .moreOfClass: return perform(.goLabel)
    case .askBothOrders, .balanceOrders, .askAgain, .steady, .judgeMore, .readReplies:
      return perform(.goRuns)
    case .improve, .judgeAvoids, .calibrate: return openDisagreements(.differing)
    case .lookAtSlice(let property, _):
      agreement.property = SliceColumn.Property(rawValue: property) ?? agreement.property
      agreement.sliceSort = .kappa
      agreement.slice = 0
      agreement.openedFrom = .validation
      agreement.view = .slices
    case .ignoreLength, .otherFamily, .nameFamily, .nameProperties, .addSource, .moreItems:
      return refuse(check.next?.words ?? "")
    case nil:
      agreement.openedFrom = .validation
      agreement.view = .pair
    }
    agreement.scroll = 0
    agreement.refresh()
    return agreementFollowUps()
  }
}
