import Glibc

/// The process's environment variables.
enum Environment {
  static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The value unless it is empty.
  static func nonEmpty(_ name: String) -> String? {
    value(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The person's home folder.
  static var home: String {
    nonEmpty("HOME") ?? getpwuid(getuid()).map { String(cString: $0.pointee.pw_dir) } ?? "/"
  }

  /// The login name, for a person who gives none.
  static var loginName: String {
    getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? nonEmpty("USER")
      ?? "me"
  }

  /// Who labels: what `--as` says, or CONCORD_RATER, or the login name.
  static func raterName(_ asked: String?) -> String {
    asked ?? nonEmpty("CONCORD_RATER") ?? loginName
  }
}
