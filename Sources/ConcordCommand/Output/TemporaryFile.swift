import Glibc

/// Files of ours that must not stay.
enum TemporaryFile {
  static func remove(_ path: String) { unlink(path) }
}
