/// What one rater says of one item now, as statistics see it: the row of the file's narrow,
/// derived table, and the unit in which live trackers change.
public struct RatingRow: Hashable, Sendable {
  public var rater: RaterID
  public var item: ItemID
  public var phase: LabelPhase
  /// True for a verdict whose presentation was not the stored order. People's are always false:
  /// their sides are shuffled, and their labels speak of candidates.
  public var swapped: Bool
  /// The scale's code of the value (see `Scale.code(of:)`); negative for an abstention.
  public var code: Int
  /// The code that the imported source counted; equal to `code` where it said nothing else.
  public var recorded: Int

  public init(
    rater: RaterID, item: ItemID, phase: LabelPhase = .blind, swapped: Bool = false, code: Int,
    recorded: Int? = nil
  ) {
    self.rater = rater
    self.item = item
    self.phase = phase
    self.swapped = swapped
    self.code = code
    self.recorded = recorded ?? code
  }
}

/// A committed change of one rating: a row before and after. Nil is "no rating".
public struct RatingChange: Hashable, Sendable {
  public var before: RatingRow?
  public var after: RatingRow?

  /// Precondition: one of the two is there, and both speak of the same rater, item, phase, order.
  public init(before: RatingRow?, after: RatingRow?) {
    precondition(before != nil || after != nil, "a change changes something")
    self.before = before
    self.after = after
  }
}

/// What a commit did: the events it added and the ratings that changed by them.
public struct CommitReceipt: Hashable, Sendable {
  public var events: [LabelEvent]
  public var changes: [RatingChange]
  /// True when the event was in the file already: a retry of a commit that had succeeded.
  public var wasThere: Bool
  /// Of an undo or redo: the event that was taken back or given again.
  public var turned: LabelEvent?

  public init(
    events: [LabelEvent], changes: [RatingChange], wasThere: Bool = false,
    turned: LabelEvent? = nil
  ) {
    self.events = events
    self.changes = changes
    self.wasThere = wasThere
    self.turned = turned
  }
}
