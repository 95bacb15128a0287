import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// Items on which two raters differ, one by one, with both answers and the reasons given.
public struct DisagreementScreen {
  public var first = StreamID.majority
  public var second = StreamID.majority
  public var firstName = ""
  public var secondName = ""
  public var items: [ItemID] = []
  /// What the items have in common: `where they differ`, `a against b`.
  public var title = ""
  public var selected = 0
  public var loaded: RevealedItem?
  public var scroll = 0

  public init() {}

  init(
    first: StreamID, second: StreamID, firstName: String, secondName: String, items: [ItemID],
    title: String
  ) {
    self.first = first
    self.second = second
    self.firstName = firstName
    self.secondName = secondName
    self.items = items
    self.title = title
  }

  public var item: ItemID? { items.indices.contains(selected) ? items[selected] : nil }
}

/// A judge's reply or a debate, as it went.
public struct ReaderScreen {
  public var rating: RevealedRating?
  public var item: RevealedItem?
  public var scroll = 0
  /// Of a debate: what its turns voted over the whole study, and how that agrees.
  public var votes: DebateVotes?
  public var seats: [DebateSeat] = []

  public init() {}
}

/// After one's own answer: who was who, and what the others said and why.
public struct RevealScreen {
  public var isLoading = false
  public var loaded: RevealedItem?
  public var selected = 0
  public var scroll = 0

  public init(isLoading: Bool = false) { self.isLoading = isLoading }
}

extension WorkbenchState {
  mutating func disagreementAction(_ id: ActionID) -> [Effect] {
    let page = max(1, size.rows / 2)
    switch id {
    case .up, .previousItem: return selectDisagreement(disagreements.selected - 1)
    case .down, .nextItem: return selectDisagreement(disagreements.selected + 1)
    case .pageUp: disagreements.scroll = max(0, disagreements.scroll - page)
    case .pageDown: disagreements.scroll += page
    case .top: return selectDisagreement(0)
    case .bottom: return selectDisagreement(disagreements.items.count - 1)
    case .open, .labelThis:
      guard let item = disagreements.item else { return [] }
      // Not `show`: the label screen lies on top, so that `back` returns to this list.
      stack.append(.label)
      label.isMovingOn = true
      return [.loadItem(item)]
    case .readVerdict:
      return readVerdict(
        in: disagreements.loaded, of: [disagreements.secondName, disagreements.firstName])
    default: break
    }
    clampScrolls()
    return []
  }

  private mutating func selectDisagreement(_ index: Int) -> [Effect] {
    let new = max(0, min(disagreements.items.count - 1, index))
    guard new != disagreements.selected || disagreements.loaded == nil else { return [] }
    disagreements.selected = new
    disagreements.scroll = 0
    return disagreements.item.map { [.loadReveal($0)] } ?? []
  }

  /// What was read goes where it was asked for.
  mutating func revealLoaded(_ item: RevealedItem) -> [Effect] {
    var effects: [Effect] = []
    if disagreements.item == item.reading.id {
      disagreements.loaded = item
      effects = keepSeen(item.reading.id)
    }
    if label.item?.id == item.reading.id {
      reveal.isLoading = false
      reveal.loaded = item
    }
    if screen == .reader, let shown = reader.rating?.rater.id {
      reader.item = item
      reader.rating = item.ratings.first { $0.rater.id == shown } ?? reader.rating
      reader.scroll = 0
    }
    return effects
  }

  /// In the file at once: no later label of the item counts as blind, whoever leaves in between.
  private mutating func keepSeen(_ item: ItemID) -> [Effect] {
    guard seenItems.insert(item).inserted, session?.isReadOnly == false else { return [] }
    return [.recordSeen([item])]
  }

  mutating func revealAction(_ id: ActionID) -> [Effect] {
    let count = reveal.loaded?.ratings.count ?? 0
    switch id {
    case .up: reveal.selected = max(0, reveal.selected - 1)
    case .down: reveal.selected = max(0, min(count - 1, reveal.selected + 1))
    case .pageUp: reveal.scroll = max(0, reveal.scroll - size.rows / 2)
    case .pageDown: reveal.scroll += size.rows / 2
    case .top: reveal.selected = 0
    case .bottom: reveal.selected = max(0, count - 1)
    case .open, .reveal: stack.removeLast()
    case .readVerdict:
      guard let ratings = reveal.loaded?.ratings, ratings.indices.contains(reveal.selected) else {
        return []
      }
      let rating = ratings[reveal.selected]
      guard rating.verdict != nil else {
        return refuse("\(rating.rater.name) gave no verdict, only this answer")
      }
      return read(rating, in: reveal.loaded)
    default: break
    }
    clampScrolls()
    return []
  }

  /// The verdict of the first of the names that gave one.
  private mutating func readVerdict(in item: RevealedItem?, of names: [String]) -> [Effect] {
    guard let item else { return [] }
    for name in names.map(Self.withoutOrder) {
      let rating = item.ratings.first { $0.rater.name == name && $0.verdict != nil }
      if let rating { return read(rating, in: item) }
    }
    return refuse("neither of the two gave a verdict on this item: they are people")
  }

  private mutating func read(_ rating: RevealedRating, in item: RevealedItem?) -> [Effect] {
    reader.item = item
    reader.rating = rating
    reader.scroll = 0
    show(.reader)
    guard verdict(rating).isEmpty == false else {
      reader.seats = []
      return []
    }
    guard reader.votes?.rater == rating.rater.id else {
      reader.votes = nil
      reader.seats = []
      return loadAgreementIfNeeded() + [.loadDebateVotes(rating.rater.id)]
    }
    countSeats()
    return loadAgreementIfNeeded()
  }

  private func verdict(_ rating: RevealedRating) -> [DebateTurn] { rating.verdict?.debate ?? [] }

  mutating func debateVotesLoaded(_ votes: DebateVotes) -> [Effect] {
    guard reader.rating?.rater.id == votes.rater else { return [] }
    reader.votes = votes
    countSeats()
    return []
  }

  /// Each role and round of the debate against the reference.
  mutating func countSeats() {
    guard let votes = reader.votes, let reference = agreement.reference,
      let tracker = agreement.tracker
    else { return }
    reader.seats = tracker.debateSeats(votes, with: reference)
  }

  /// Who has seen the others' answers to an item labels it no longer blind: that is recorded
  /// before the first key.
  mutating func recordWhatWasSeen() -> [Effect] {
    guard let item = label.item?.id, seenItems.contains(item), session?.isReadOnly == false,
      label.own.blind == nil || !label.own.hasRevealed, label.own.revealed == nil
    else { return [] }
    notice = Notice("seen: a label here now counts as revealed", .warning)
    return label.own.hasRevealed ? [] : commitMark(.reveal)
  }

  mutating func readerAction(_ id: ActionID) -> [Effect] {
    let page = max(1, size.rows - 4)
    switch id {
    case .up: reader.scroll -= 1
    case .down: reader.scroll += 1
    case .pageUp: reader.scroll -= page
    case .pageDown: reader.scroll += page
    case .top: reader.scroll = 0
    case .bottom: reader.scroll = .max / 2
    case .open: stack.removeLast()
    case .nextItem: return stepReader(1)
    case .previousItem: return stepReader(-1)
    default: break
    }
    clampScrolls()
    return []
  }

  /// The next verdict of this rater, through the list of disagreements.
  private mutating func stepReader(_ step: Int) -> [Effect] {
    guard stack.contains(.disagreements) else {
      return refuse("there is no list to go through; open differences on the agreement screen")
    }
    return selectDisagreement(disagreements.selected + step)
  }
}
