import AnnotationModel
import TerminalCore

/// All items with their state, a window of which is held here and paged from the file.
public struct ListScreen {
  public var filter = ItemFilter()
  public var sort = ItemSort.file
  public var rows: [ItemRow] = []
  public var selected = 0
  public var isLoading = false
  public var hasEarlier = false
  public var hasLater = false
  /// Pages of an older list are dropped.
  public var generation = 0
  public var indexed: (done: Int, total: Int)?
  /// Items may have come or gone since it was read.
  public var isStale = false
  /// The item that is to be selected when the list comes.
  var wanted: ItemID?

  public init() {}

  static let pageSize = 200
  static let windowSize = 1000
}

extension WorkbenchState {
  mutating func goToList() -> [Effect] {
    guard session != nil else { return refuse("open a study first") }
    show(.list)
    return returnToList()
  }

  /// The list as it was left, at the item that was last looked at.
  mutating func returnToList() -> [Effect] {
    guard !list.rows.isEmpty, !list.isStale else {
      let effects = reloadList()
      list.wanted = label.item?.id
      return effects
    }
    guard let item = label.item?.id else { return [] }
    if let at = list.rows.firstIndex(where: { $0.id == item }) {
      list.selected = at
      return []
    }
    guard list.hasEarlier || list.hasLater else { return [] }
    list.generation += 1
    list.wanted = item
    return seekWanted()
  }

  /// Asks for what stands before the wanted item; what stands from it on is asked for then. Two
  /// pages that an index finds, however long the list is.
  private mutating func seekWanted() -> [Effect] {
    guard let wanted = list.wanted else { return [] }
    // Only the place of the item counts here.
    let place = ItemRow(
      id: wanted, key: "", category: "", excerpt: "", label: nil, flagged: false, hasNote: false)
    return more(after: place, forward: false)
  }

  /// Keeps what the window shows of one's own work: labels, flags and notes as they are given.
  mutating func keepInList(_ item: ItemID, _ work: OwnWork) {
    guard let at = list.rows.firstIndex(where: { $0.id == item }) else { return }
    list.rows[at].label = work.blind ?? work.revealed
    list.rows[at].flagged = work.flagged
    list.rows[at].hasNote = !work.note.isEmpty
  }

  /// Asks for the list from its beginning.
  mutating func reloadList() -> [Effect] {
    list.generation += 1
    list.isLoading = true
    list.isStale = false
    list.selected = 0
    list.wanted = nil
    return [
      .loadRows(
        list.filter, list.sort, after: nil, forward: true, limit: ListScreen.pageSize,
        generation: list.generation)
    ]
  }

  mutating func listAction(_ id: ActionID) -> [Effect] {
    let page = max(1, listRows - 1)
    switch id {
    case .up: return selectRow(list.selected - 1)
    case .down: return selectRow(list.selected + 1)
    case .pageUp: return selectRow(list.selected - page)
    case .pageDown: return selectRow(list.selected + page)
    case .top: return list.hasEarlier ? reloadList() : selectRow(0)
    case .bottom: return toEndOfList()
    case .open:
      guard list.rows.indices.contains(list.selected) else { return [] }
      // Not `show`: the label screen lies on top, so that `back` returns to this list.
      stack.append(.label)
      label.isMovingOn = true
      return [.loadItem(list.rows[list.selected].id)]
    case .filterState: list.filter.state = list.filter.state.next
    case .filterCategory: list.filter.category = nextCategory()
    case .filterFlagged: list.filter.flaggedOnly.toggle()
    case .filterDisagreement:
      guard cycleDisagreement() else { return [] }
    case .filterClear: list.filter = ItemFilter()
    case .sort: list.sort = list.sort.next
    case .search:
      overlay = .line(
        LineOverlay(
          purpose: .findInList, text: list.filter.text, hint: "words; empty shows all"))
      return []
    case .order: return cycleOrder()
    default: return []
    }
    return reloadList()
  }

  private func nextCategory() -> String? {
    let all = session?.study.categories ?? []
    guard let now = list.filter.category else { return all.first }
    guard let at = all.firstIndex(of: now), at + 1 < all.count else { return nil }
    return all[at + 1]
  }

  /// Items on which one's own label differs from a rater's: each rater in turn, then all items.
  private mutating func cycleDisagreement() -> Bool {
    guard let session else { return false }
    let others = session.raters.map(\.id).filter { $0 != session.me.id }
    guard !others.isEmpty else {
      notice = Notice("nobody else has rated anything here")
      return false
    }
    let now = list.filter.disagreement.flatMap { others.firstIndex(of: $0.second) }
    let next = now.map { $0 + 1 } ?? 0
    list.filter.disagreement =
      next < others.count
      ? ItemFilter.Disagreement(first: session.me.id, second: others[next]) : nil
    return true
  }

  private mutating func cycleOrder() -> [Effect] {
    guard let session else { return [] }
    let next: QueueOrder =
      switch session.order {
      case .file: .random(seed: session.sideSeed)
      case .random: .balanced
      case .balanced: .contested
      case .contested: .file
      }
    return [.setOrder(next)]
  }

  private mutating func toEndOfList() -> [Effect] {
    guard list.hasLater else { return selectRow(list.rows.count - 1) }
    list.isLoading = true
    list.generation += 1
    return [
      .loadRows(
        list.filter, list.sort, after: nil, forward: false, limit: ListScreen.pageSize,
        generation: list.generation)
    ]
  }

  private mutating func selectRow(_ row: Int) -> [Effect] {
    list.selected = max(0, min(list.rows.count - 1, row))
    guard !list.isLoading else { return [] }
    if list.hasLater, list.selected > list.rows.count - 50, let last = list.rows.last {
      return more(after: last, forward: true)
    }
    if list.hasEarlier, list.selected < 50, let first = list.rows.first {
      return more(after: first, forward: false)
    }
    return []
  }

  private mutating func more(after row: ItemRow, forward: Bool) -> [Effect] {
    list.isLoading = true
    return [
      .loadRows(
        list.filter, list.sort, after: row, forward: forward, limit: ListScreen.pageSize,
        generation: list.generation)
    ]
  }

  mutating func listMessage(_ message: Message) -> [Effect] {
    switch message {
    case .rowsLoaded(let page):
      guard page.generation == list.generation else { return [] }
      list.isLoading = false
      return take(page)
    case .orderChanged(let order):
      session?.order = order
      label.ahead = []
      notice = Notice("order of labelling: \(order.title)")
      return label.item.map { [.readAhead(after: $0.id)] } ?? []
    case .searchIndexed(let done, let total): list.indexed = done < total ? (done, total) : nil
    default: break
    }
    return []
  }

  private mutating func take(_ page: RowPage) -> [Effect] {
    if list.wanted != nil, let effects = takeSought(page) { return effects }
    add(page)
    return []
  }

  /// A page on the way to the wanted item; nil where there is nothing more to seek.
  private mutating func takeSought(_ page: RowPage) -> [Effect]? {
    let wanted = list.wanted
    let isThere = page.rows.contains { $0.id == wanted }
    if page.place == .replace, !isThere, !page.isLast {
      add(page)
      return seekWanted()
    }
    if page.place == .before, let last = page.rows.last {
      list.rows = page.rows
      list.hasEarlier = !page.isLast
      return more(after: last, forward: true)
    }
    list.wanted = nil
    guard page.place != .before else { return [] }
    let first = page.place == .after ? list.rows.count : 0
    add(page)
    let at = page.rows.firstIndex { $0.id == wanted }
    list.selected = max(0, min(list.rows.count - 1, first + (at ?? 0)))
    return []
  }

  private mutating func add(_ page: RowPage) {
    switch page.place {
    case .replace:
      list.rows = page.rows
      list.hasEarlier = false
      list.hasLater = !page.isLast
      list.selected = min(list.selected, max(0, page.rows.count - 1))
    case .replaceWithEnd:
      list.rows = page.rows
      list.hasEarlier = !page.isLast
      list.hasLater = false
      list.selected = max(0, page.rows.count - 1)
    case .after:
      list.rows += page.rows
      list.hasLater = !page.isLast
      let surplus = list.rows.count - ListScreen.windowSize
      guard surplus > 0 else { return }
      list.rows.removeFirst(surplus)
      list.selected = max(0, list.selected - surplus)
      list.hasEarlier = true
    case .before:
      list.rows = page.rows + list.rows
      list.selected += page.rows.count
      list.hasEarlier = !page.isLast
      let surplus = list.rows.count - ListScreen.windowSize
      guard surplus > 0 else { return }
      list.rows.removeLast(surplus)
      list.hasLater = true
    }
  }
}

extension CaseIterable where Self: Equatable {
  /// The next case, and after the last the first.
  var next: Self {
    let all = Array(Self.allCases)
    guard let at = all.firstIndex(of: self) else { return self }
    return all[(at + 1) % all.count]
  }
}

extension QueueOrder {
  public var title: String {
    switch self {
    case .file: "as in the file"
    case .random(let seed): "random (seed \(seed))"
    case .balanced: "balanced over categories"
    case .contested: "most contested first"
    }
  }
}
