import AnnotationAnalysis
import AnnotationModel

/// Something that the world is asked to do: a value, which a test can compare.
public enum Effect: Hashable, Sendable {
  case listRecentStudies
  case openStudy(path: String)
  case createStudy(path: String, template: String)
  /// Opens the person's own copy of a study that comes with the program; makes it first.
  case openBundled(BundledStudy)
  case previewImport(ImportRequest)
  case startImport(ImportRequest)
  case cancelImport
  /// Looks which paths begin so.
  case completePath(String)

  /// The item where the person left off, or the first one without a label.
  case resume
  case loadItem(ItemID)
  case loadItemWithKey(String)
  case loadNeighbour(of: ItemID, forward: Bool, unlabelledOnly: Bool)
  /// Reads the next items without a label ahead, so that the next key finds them.
  case readAhead(after: ItemID)
  /// Keeps the person's place although nothing was labelled there.
  case saveCursor(ItemID)
  /// What the file says of the person's progress.
  case countProgress

  case commit(LabelEvent, cursor: ItemID)
  case undo(eventID: String, at: Milliseconds)
  case redo(eventID: String, at: Milliseconds)

  case loadRows(ItemFilter, ItemSort, after: ItemRow?, forward: Bool, limit: Int, generation: Int)
  case setOrder(QueueOrder)

  case loadTracker(AnalysisPolicy)
  /// Counts tables beside the person's work; a newer count takes the place of an older one.
  case countTables(TableCount)
  case loadSlice(SliceColumn.Property)
  /// Intervals by resampling the items of groups' tables; they follow the label after a moment,
  /// and a newer request takes the place of an older one.
  case resample([ResampleRequest])
  /// The coefficient of the pair that is shown; a newer request takes the place of an older one.
  case resamplePair(PairResampleRequest)
  /// A judge's check-list; a newer request takes the place of an older one.
  case validate(ValidationRequest)
  /// Differences of kappas by resampling, beside the person's work; a newer comparison takes the
  /// place of an older one.
  case compareKappas(KappaComparison)
  /// What the file knows of how all raters came to their answers.
  case loadConduct
  /// A moment without labels: then what looks through all slices is made anew. Of several, the
  /// last one counts.
  case settleAgreement(Int)
  /// The order in which a pair's items were labelled, for the course of kappa.
  case loadLabelOrder(first: StreamID, second: StreamID)
  /// What each turn of a debate voted, over the whole study.
  case loadDebateVotes(RaterID)
  case loadReveal(ItemID)
  /// Keeps that the person has seen what others said of these items, before it is shown.
  case recordSeen([ItemID])

  /// Counts juries beside the person's work; a newer sweep takes the place of an older one.
  case sweepJuries(SweepRequest)
  /// Makes a jury of finished raters a rater.
  case composeJury(JuryComposition)
  case writeSweep(SweepExport)
  /// Which system wrote each response, for pictures of systems.
  case loadSystems
  case writeFigure(FigureExport)

  case loadRuns
  /// What a new run can be, from the endpoints' files as they are now.
  case loadRunForm
  /// As `loadRunForm`, with the choices of a run; to go on with it, also with its name.
  case loadFormLike(RaterID, goesOn: Bool)
  case planRun(RunRequest)
  /// Begins a run or goes on with it.
  case startRun(RunRequest)
  case pauseRun(Bool)
  /// Lets nothing more out; what is under way is kept.
  case stopRun
  case setRunParallel(Int)
  case diffRuns(old: RaterID, new: RaterID)

  /// Writes the choice into the person's settings.
  case keepTheme(name: String)

  case suspend
  case redraw
  case quit
}

/// A group whose intervals are wanted.
public struct ResampleRequest: Hashable, Sendable {
  public var members: [StreamID]
  public var table: GroupTable

  public init(members: [StreamID], table: GroupTable) {
    self.members = members
    self.table = table
  }
}
