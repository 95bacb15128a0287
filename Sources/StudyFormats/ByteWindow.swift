import AnnotationModel
import Glibc

/// The bytes of a source that are being read: what was taken is dropped, and it grows by doubling,
/// so that looking again at a row that did not fit costs no more than reading it.
final class ByteWindow {
  /// One row or JSON value may be this long; a longer one is a file of another kind.
  static let rowLimit = 1 << 28

  let source: ByteSource
  private(set) var bytes: [UInt8] = []
  /// Bytes before this index have been taken.
  var start = 0
  /// How many texts held bytes that are no UTF-8.
  private var illFormedTexts = 0
  /// Those texts since they were taken last.
  private var originals: [OriginalText] = []

  init(_ source: ByteSource) { self.source = source }

  /// Brings more bytes; false at the end of the source.
  func grow() throws(FormatError) -> Bool {
    bytes.removeFirst(start)
    start = 0
    let wanted = bytes.count * 2
    guard bytes.count < Self.rowLimit else {
      throw .cannotRead(
        path: source.path, reason: "one row is longer than 256 MB; is a quote left open?")
    }
    var hasGrown = false
    repeat {
      guard let chunk = try source.next() else { return hasGrown }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      hasGrown = true
    } while bytes.count < wanted
    return true
  }

  /// UTF-8 as text; each ill-formed sequence becomes U+FFFD, and the bytes are kept beside it.
  func text(_ part: UnsafeBufferPointer<UInt8>) -> String {
    let text = String(decoding: part, as: UTF8.self)
    // Comparing is many times faster than the validating initializer.
    let isSame = text.utf8.withContiguousStorageIfAvailable { decoded -> Bool in
      guard decoded.count == part.count, let new = decoded.baseAddress, let old = part.baseAddress
      else { return decoded.count == part.count }
      return memcmp(new, old, part.count) == 0
    }
    if isSame == false {
      illFormedTexts += 1
      originals.append(OriginalText(text: text, bytes: Array(part)))
    }
    return text
  }

  /// The ill-formed texts that were read since the last call, as records of this place.
  func takeOriginals(at place: SourcePlace) -> [PlacedRecord] {
    guard !originals.isEmpty else { return [] }
    defer { originals = [] }
    let name = SourcePlace(file: lastComponent(place.file), line: place.line).description
    return originals.map { original in
      var original = original
      original.place = name
      return PlacedRecord(record: .original(original), place: place)
    }
  }

  /// What to say at the end about ill-formed texts; nil where there were none.
  var remark: String? {
    illFormedTexts == 0
      ? nil
      : "\(source.path): \(illFormedTexts) texts held bytes that are no UTF-8; "
        + "each such place reads U+FFFD, and the bytes themselves are kept with the study; a file "
        + "in another encoding is better made UTF-8 first, and imported into a new study"
  }
}
