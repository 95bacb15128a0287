import AnnotationModel
import AnnotationStorage
import Glibc
import StudyFormats
import Workbench

/// The studies that come with the program, and a person's own copies of them.
enum BundledStudies {
  struct Missing: Error, CustomStringConvertible {
    var name: String
    var places: [String]

    var description: String {
      "the study '\(name)' was not found in \(places.joined(separator: ", nor in ")); "
        + "CONCORD_DATASETS can name the folder that has it"
    }
  }

  /// The folder of a bundled study: below CONCORD_DATASETS, else beside the program or above it.
  static func folder(_ study: BundledStudy) throws -> String {
    let places = bases.map { $0 + "/" + study.rawValue }
    guard let found = places.first(where: { FolderContents.isFolder($0) }) else {
      throw Missing(name: study.rawValue, places: places)
    }
    return found
  }

  /// Where a person's copy lies: in the XDG data folder.
  static func copy(_ study: BundledStudy) throws -> String {
    let base = value("XDG_DATA_HOME") ?? value("HOME").map { $0 + "/.local/share" }
    guard let base else { throw Missing(name: study.rawValue, places: ["$HOME"]) }
    RecentStudies.makeFolders(base + "/concord")
    return base + "/concord/" + study.rawValue + ".concord"
  }

  private static var bases: [String] {
    if let named = value("CONCORD_DATASETS") { return [named] }
    var path = (realpath("/proc/self/exe", nil)).map { raw in
      defer { free(raw) }
      return String(cString: raw)
    }
    var result: [String] = []
    // As built, the program lies some folders below the package.
    for _ in 0..<5 {
      guard let at = path?.lastIndex(of: "/"), let here = path?[..<at], !here.isEmpty else { break }
      result += [here + "/Datasets", here + "/share/concord/Datasets"]
      path = String(here)
    }
    return result
  }

  private static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
