import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// Something that happened: the only way by which state changes.
public enum Message: Sendable {
  case input(InputEvent, at: Milliseconds)
  /// The clock, where a day has ended while no key was pressed.
  case tick(at: Milliseconds)

  case studyOpened(StudyOpening)
  case studyFailed(path: String, reason: String)
  case recentStudies([RecentStudy])

  case itemLoaded(LoadedItem)
  /// The next items without a label after one item, in the person's order, read ahead.
  case itemsAhead([LoadedItem], after: ItemID)
  /// There is no item in that direction.
  case noItem(QueueEnd)
  case itemFailed(reason: String)

  case committed(CommitReceipt, eventID: String)
  case commitFailed(LabelEvent, reason: String, isRetryable: Bool)
  /// An undo or redo was committed; nil when there was nothing to undo.
  case undone(CommitReceipt?, isRedo: Bool)
  case undoFailed(reason: String)
  case progressed(Progress)
  /// Someone else's commits, seen through the file, with all raters that there are now.
  case othersChanged([RatingChange], raters: [Rater])

  case rowsLoaded(RowPage)
  case orderChanged(QueueOrder)
  case searchIndexed(done: Int, total: Int)

  case trackerLoaded(TrackerLoad)
  /// Some or all of the tables that were asked for.
  case tablesCounted(CountedTables)
  case sliceLoaded(SliceColumn)
  case intervalsResampled(ResampledIntervals)
  case pairResampled(PairResampled)
  case validated(ValidatedJudge)
  /// One rater's difference to the board's marked rater, or how its two orders agree.
  case kappasCompared(ComparedKappas)
  /// How raters came to their answers, by the file.
  case conductLoaded([RaterID: RaterConduct])
  /// How far those agree with themselves who were asked more than once.
  case consistenciesLoaded([RaterID: SelfConsistency])
  /// A moment has gone since the label of this number.
  case agreementSettled(Int)
  /// Items as they were labelled: by the pair's person, or for the majority by anyone. Empty where
  /// no person is in the pair.
  case labelOrderLoaded(first: StreamID, second: StreamID, order: [ItemID])
  case debateVotesLoaded(DebateVotes)
  case systemsLoaded(CandidateSystems)
  case juriesSwept(SweptJuries)
  case juryComposed(name: String, answered: Int, abstained: Int)
  case revealLoaded(RevealedItem)
  /// The file has it that the person has seen what others said of these items.
  case seenRecorded([ItemID])

  /// What is on the disk that begins as a path that was typed; a folder ends in `/`.
  case pathsFound([String], beginning: String)
  case importProgressed(ImportProgress)
  case importPreviewed(ImportPreview)
  case importEnded(ImportEnding)

  case runsLoaded([RunSummary])
  case runFormLoaded(RunForm)
  case runPlanned(RunForecast)
  case runProgressed(RunLive)
  /// In what two runs differ, a line for each setting.
  case runsDiffer([String])
  /// A run could not begin, or not be planned.
  case runRefused(String)

  case failed(String)
  case said(String)
}

/// Everything that a study's screens need at once.
public struct StudyOpening: Sendable {
  public var path: String
  public var study: Study
  public var me: Rater
  public var raters: [Rater]
  /// How many ratings each had given when the study was opened.
  public var ratings: [RaterID: Int] = [:]
  public var progress: Progress
  public var order: QueueOrder
  /// The seed of this person's sides.
  public var sideSeed: UInt64
  /// True when this person has not yet been in this study: its first page is shown.
  public var isFirstTime: Bool
  /// What is special about the file (a network file system, read-only), or "".
  public var note: String
  public var isReadOnly: Bool

  public init(
    path: String, study: Study, me: Rater, raters: [Rater], progress: Progress, order: QueueOrder,
    sideSeed: UInt64, isFirstTime: Bool, note: String = "", isReadOnly: Bool = false
  ) {
    self.path = path
    self.study = study
    self.me = me
    self.raters = raters
    self.progress = progress
    self.order = order
    self.sideSeed = sideSeed
    self.isFirstTime = isFirstTime
    self.note = note
    self.isReadOnly = isReadOnly
  }
}

public struct RecentStudy: Hashable, Sendable {
  public var path: String
  public var title: String
  /// The file is not there (any more).
  public var isMissing: Bool

  public init(path: String, title: String, isMissing: Bool = false) {
    self.path = path
    self.title = title
    self.isMissing = isMissing
  }
}

/// An item with the person's own work on it, and the neighbours already read.
public struct LoadedItem: Hashable, Sendable {
  public var reading: ItemReading
  public var own: OwnWork
  /// Its place in the person's order from 1, where that is known.
  public var position: Int?
  /// Where a person labels what is most contested first.
  public var contest: ItemContest?

  public init(
    reading: ItemReading, own: OwnWork, position: Int? = nil, contest: ItemContest? = nil
  ) {
    self.reading = reading
    self.own = own
    self.position = position
    self.contest = contest
  }
}

public enum QueueEnd: Hashable, Sendable { case beginning, end, allDone, emptyStudy }

public struct RowPage: Hashable, Sendable {
  public enum Place: Hashable, Sendable { case replace, replaceWithEnd, before, after }
  public var rows: [ItemRow]
  public var place: Place
  /// No further rows in the direction that was asked for.
  public var isLast: Bool
  /// The list this page belongs to: a page of an older list is dropped.
  public var generation: Int

  public init(rows: [ItemRow], place: Place, isLast: Bool, generation: Int) {
    self.rows = rows
    self.place = place
    self.isLast = isLast
    self.generation = generation
  }
}

/// A tracker with the first items or all of them.
public struct TrackerLoad: Sendable {
  public var tracker: AgreementTracker
  public var countedItems: Int
  public var isComplete: Bool

  public init(tracker: AgreementTracker, countedItems: Int, isComplete: Bool) {
    self.tracker = tracker
    self.countedItems = countedItems
    self.isComplete = isComplete
  }
}

/// Resampled intervals of a group's coefficients, which follow the label after a moment.
public struct ResampledIntervals: Hashable, Sendable {
  public var members: [StreamID]
  /// The answers that were resampled: intervals of older ones are not shown.
  public var table: GroupTable
  public var low: [GroupCoefficient: Double]
  public var high: [GroupCoefficient: Double]
  public var resamples: Int
  /// Resamples in which a coefficient was undefined; they are left out of its interval.
  public var undefined: [GroupCoefficient: Int] = [:]

  public init(
    members: [StreamID], table: GroupTable, low: [GroupCoefficient: Double],
    high: [GroupCoefficient: Double], resamples: Int
  ) {
    self.members = members
    self.table = table
    self.low = low
    self.high = high
    self.resamples = resamples
  }
}

/// What is shown of an item after revealing, or when a disagreement is looked at.
public struct RevealedItem: Hashable, Sendable {
  public var reading: ItemReading
  public var origins: [CandidateOrigin]
  public var ratings: [RevealedRating]

  public init(reading: ItemReading, origins: [CandidateOrigin], ratings: [RevealedRating]) {
    self.reading = reading
    self.origins = origins
    self.ratings = ratings
  }
}

public struct ImportProgress: Hashable, Sendable {
  public var file: String
  public var records: Int
  public var bytesRead: Int
  public var bytesTotal: Int?
  public var seconds: Double

  public init(file: String, records: Int, bytesRead: Int, bytesTotal: Int?, seconds: Double) {
    self.file = file
    self.records = records
    self.bytesRead = bytesRead
    self.bytesTotal = bytesTotal
    self.seconds = seconds
  }
}

/// How a file would be read, before anything is written.
public struct ImportPreview: Hashable, Sendable {
  public var request: ImportRequest
  /// The format that was chosen or guessed.
  public var format: String
  /// Whether the study is made by this import, and the task that it has.
  public var isNew: Bool
  public var task: String
  /// Field of the file → meaning in the study, as guessed.
  public var mapping: [MappingLine]
  /// The first records in words.
  public var samples: [String]
  public var problems: [String]

  public struct MappingLine: Hashable, Sendable {
    public var field: String
    public var meaning: String
    public var example: String

    public init(field: String, meaning: String, example: String) {
      self.field = field
      self.meaning = meaning
      self.example = example
    }
  }

  public init(
    request: ImportRequest, format: String, isNew: Bool, task: String, mapping: [MappingLine],
    samples: [String], problems: [String]
  ) {
    self.request = request
    self.format = format
    self.isNew = isNew
    self.task = task
    self.mapping = mapping
    self.samples = samples
    self.problems = problems
  }
}

public struct ImportEnding: Hashable, Sendable {
  public var studyPath: String
  public var summary: [String]
  public var failed: Bool

  public init(studyPath: String, summary: [String], failed: Bool) {
    self.studyPath = studyPath
    self.summary = summary
    self.failed = failed
  }
}
