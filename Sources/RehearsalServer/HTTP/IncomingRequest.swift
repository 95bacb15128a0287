/// A whole request, as it was read.
struct IncomingRequest {
  var method: String
  /// The path without the query, as it was sent.
  var path: String
  /// By lower-case name; of several of a name, the last.
  var headers: [String: String]
  var body: [UInt8] = []
  /// Whether the connection ends after the answer.
  var closes = false
}

/// Reads requests of HTTP/1.1 (RFC 9112) from the bytes of a connection.
struct RequestReader {
  enum Reading {
    /// More has to come; a client that asked whether to go on is to be told so.
    case incomplete(isAsking: Bool)
    case request(IncomingRequest)
    /// What is no request; the connection cannot be used on.
    case mistake(status: Int, String)
  }

  static let mostHeadBytes = 64 << 10
  static let mostBodyBytes = 64 << 20

  private var buffer: [UInt8] = []
  /// Up to where the end of a head was looked for.
  private var searched = 0
  private var head: IncomingRequest?
  private var length: Int?
  private var chunks = ChunkReader()
  private var wasAsked = false

  mutating func take(_ bytes: UnsafeRawBufferPointer) { buffer.append(contentsOf: bytes) }

  /// The next request that is there in whole.
  mutating func next() -> Reading {
    if head == nil {
      guard let end = endOfHead() else {
        guard buffer.count <= Self.mostHeadBytes else {
          return .mistake(status: 431, "the head has more than \(Self.mostHeadBytes) bytes")
        }
        return .incomplete(isAsking: false)
      }
      if let mistake = readHead(upTo: end) { return mistake }
      buffer.removeSubrange(..<(end + 4))
      searched = 0
    }
    return readBody()
  }

  private mutating func endOfHead() -> Int? {
    var at = max(0, searched - 3)
    while at + 3 < buffer.count {
      if buffer[at] == 13, buffer[at + 1] == 10, buffer[at + 2] == 13, buffer[at + 3] == 10 {
        return at
      }
      at += 1
    }
    searched = buffer.count
    return nil
  }

  private mutating func readHead(upTo end: Int) -> Reading? {
    let lines = buffer[..<end].split(separator: 10)
    let words = lines.first.map { Self.text($0).split(separator: " ") } ?? []
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else {
      return .mistake(status: 400, "the first line is no request of HTTP/1.1")
    }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: 58), colon > line.startIndex else {
        return .mistake(status: 400, "a header has no colon")
      }
      headers[Self.text(line[..<colon]).lowercased()] = Self.text(line[(colon + 1)...])
    }
    let connection = headers["connection"]?.lowercased() ?? ""
    let path = words[1].split(separator: "?", maxSplits: 1).first ?? "/"
    head = IncomingRequest(
      method: String(words[0]), path: String(path), headers: headers,
      closes: connection == "close" || words[2] == "HTTP/1.0" && connection != "keep-alive")
    wasAsked = headers["expect"]?.lowercased() == "100-continue"
    return readLength(headers)
  }

  private mutating func readLength(_ headers: [String: String]) -> Reading? {
    length = 0
    chunks = ChunkReader()
    if let coding = headers["transfer-encoding"] {
      guard coding.lowercased() == "chunked", headers["content-length"] == nil else {
        return .mistake(status: 400, "the length of the body is not said in one way alone")
      }
      length = nil
    } else if let digits = headers["content-length"] {
      guard let bytes = Int(digits), bytes >= 0 else {
        return .mistake(status: 400, "Content-Length is no number")
      }
      guard bytes <= Self.mostBodyBytes else { return tooLarge }
      length = bytes
    }
    return nil
  }

  private var tooLarge: Reading {
    .mistake(status: 413, "the body has more than \(Self.mostBodyBytes) bytes")
  }

  private mutating func readBody() -> Reading {
    guard var request = head else { return .incomplete(isAsking: false) }
    if let length {
      guard buffer.count >= length else { return incomplete }
      if buffer.count == length {
        swap(&request.body, &buffer)
      } else {
        request.body = Array(buffer[..<length])
        buffer.removeSubrange(..<length)
      }
    } else {
      switch chunks.read(&buffer, most: Self.mostBodyBytes) {
      case .incomplete: return incomplete
      case .tooLarge: return tooLarge
      case .mistake: return .mistake(status: 400, "a chunk of the body has no length")
      case .whole(let body): request.body = body
      }
    }
    head = nil
    return .request(request)
  }

  private var incomplete: Reading {
    mutating get {
      defer { wasAsked = false }
      return .incomplete(isAsking: wasAsked)
    }
  }

  /// A line or a part of one, without the white space around it.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    while let last = bytes.last, last == 13 || last == 32 || last == 9 { bytes.removeLast() }
    while let first = bytes.first, first == 32 || first == 9 { bytes.removeFirst() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
