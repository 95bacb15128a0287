import AnnotationStorage
import Glibc
import StudyFormats

/// What is plainly wrong with a study's path, said before the terminal is taken.
enum StudyFileCheck {
  /// Nil where the file may be a study; the workbench says what else is wrong with it.
  static func mistake(in path: String) -> StorageError? {
    guard FolderContents.exists(path) else { return .missing(path: path) }
    guard !FolderContents.isFolder(path) else { return .folder(path: path) }
    // Read and closed before SQLite opens the file: a later close would drop its locks.
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var head = [UInt8](repeating: 0, count: 16)
    let count = fread(&head, 1, 16, file)
    return head[..<count].elementsEqual("SQLite format 3\0".utf8) ? nil : .notADatabase(path: path)
  }
}
