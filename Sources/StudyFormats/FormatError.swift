import AnnotationModel

/// What can be wrong with a file that is read or written. No case carries texts of responses.
public enum FormatError: Error, Hashable, Sendable {
  case cannotOpen(path: String, reason: String)
  case cannotRead(path: String, reason: String)
  case cannotWrite(path: String, reason: String)
  case damagedGzip(path: String)
  case row(SourcePlace, problem: String, remedy: String)
  case unknownFormat(path: String, reason: String)
  case missingFile(path: String, needed: String)

  public var isRetryable: Bool { false }
}

extension FormatError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cannotOpen(let path, let reason): "\(path): cannot be opened: \(reason)"
    case .cannotRead(let path, let reason): "\(path): cannot be read: \(reason)"
    case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
    case .damagedGzip(let path): "\(path): the gzip data are damaged or cut off; get the file again"
    case .row(let place, let problem, let remedy): "\(place): \(problem); \(remedy)"
    case .unknownFormat(let path, let reason): "\(path): \(reason)"
    case .missingFile(let path, let needed): "\(path): needs \(needed)"
    }
  }
}

/// A row that was left out, with what to do about it.
public struct RowProblem: Hashable, Sendable, CustomStringConvertible {
  public var place: SourcePlace
  public var problem: String
  public var remedy: String

  public init(_ place: SourcePlace, _ problem: String, remedy: String) {
    self.place = place
    self.problem = problem
    self.remedy = remedy
  }

  public var description: String { "\(place): \(problem); \(remedy)" }
}

/// What to do about a row that is no JSON.
enum JSONRemedy {
  static func words(_ place: SourcePlace) -> String {
    place.file == "-"
      ? "mend the JSON of this row; if it is a table, say --format csv or tsv"
      : "mend the JSON of this row"
  }
}
