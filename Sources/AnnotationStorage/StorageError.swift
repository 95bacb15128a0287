/// What can go wrong with a study file. No case carries texts of responses or labels.
public enum StorageError: Error, Hashable, Sendable {
  case missing(path: String)
  case exists(path: String)
  case folder(path: String)
  case notADatabase(path: String)
  case anotherProgram(path: String)
  case newerVersion(path: String, version: Int, known: Int)
  /// The file wants a migration, and may only be read.
  case olderVersion(path: String, version: Int)
  case readOnly(path: String)
  case noPermission(path: String)
  case locked(path: String)
  case diskFull(path: String)
  /// The open file was moved, deleted or replaced by another one.
  case moved(path: String)
  case closed(path: String)
  /// Labels and settings wait until the import is finished or cancelled.
  case importRunning(path: String)
  case noImport(path: String)
  /// The value is not on the study's scale.
  case offScale(value: String, item: String)
  case noSuchItem(String)
  case noSuchRater(String)
  case runDiffers(name: String)
  case raterIsNoRun(name: String)
  case badRaterName(String, reason: String)
  case raterKind(name: String, kind: String)
  case badEvent(String)
  /// The file's content contradicts its own rules.
  case damaged(path: String, detail: String)
  /// Everything else that SQLite reports.
  case engine(path: String, code: Int, message: String)

  /// Whether the same call may succeed later without anyone changing it.
  public var isRetryable: Bool {
    switch self {
    case .locked, .diskFull, .moved, .importRunning: true
    case .engine(_, let code, _): code & 0xFF == 10  // SQLITE_IOERR
    default: false
    }
  }
}

extension StorageError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let path): "\(path): there is no such study; make one with `concord new`."
    case .exists(let path): "\(path): exists already; choose another name or open it."
    case .folder(let path): "\(path): is a folder; name the study file inside it."
    case .notADatabase(let path):
      "\(path): is not a study (no SQLite file); import data with `concord import`."
    case .anotherProgram(let path): "\(path): is a SQLite file of another program, not a study."
    case .newerVersion(let path, let version, let known):
      "\(path): was written by a newer Concord (file version \(version), this one knows \(known));"
        + " update the program."
    case .olderVersion(let path, let version):
      "\(path): was written by an older Concord (file version \(version)); open it once where it"
        + " can be written, and it is brought up to date."
    case .readOnly(let path):
      "\(path): cannot be written; make the file and its folder writable, or copy it."
    case .noPermission(let path): "\(path): may not be read; ask its owner for permission."
    case .locked(let path):
      "\(path): another program is writing and did not finish; try again in a moment."
    case .moved(let path):
      "\(path): the file was moved, deleted or replaced while it was open; put it back and retry."
    case .diskFull(let path): "\(path): the disk is full; nothing was written, make room and retry."
    case .closed(let path): "\(path): the study is closed; open it again."
    case .importRunning(let path):
      "\(path): an import is running; wait until it is finished or cancel it."
    case .noImport(let path): "\(path): no import has begun; begin one first."
    case .offScale(let value, let item):
      "item \(item): \(value) is not an answer of this study's scale; see the task's answers."
    case .noSuchItem(let item): "item \(item): is not in the study; check its key."
    case .noSuchRater(let rater): "rater \(rater): is not in the study; check the name."
    case .runDiffers(let name):
      "run \(name): was begun with other settings; give this one another name (--name), or say the "
        + "same settings to go on with it."
    case .raterIsNoRun(let name):
      "rater \(name): is in the study and came from no run; give the run another name (--name)."
    case .badRaterName(let name, let reason): "rater '\(name)': \(reason); choose another name."
    case .raterKind(let name, let kind):
      "rater \(name): is in the study as \(kind); choose another name."
    case .badEvent(let reason): reason
    case .damaged(let path, let detail):
      "\(path): is damaged (\(detail)); run `concord check` and go back to a backup."
    case .engine(let path, let code, let message):
      "\(path): SQLite error \(code): \(message); run `concord check`."
    }
  }
}
