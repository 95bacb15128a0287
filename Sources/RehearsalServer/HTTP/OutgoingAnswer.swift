/// A whole answer, before it is bytes.
struct OutgoingAnswer {
  var status: Int
  var type = "application/json"
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []
  /// The length that the head states, where it is not the body's own.
  var statedLength: Int?

  init(
    _ status: Int, _ body: [UInt8] = [], type: String = "application/json",
    headers: [(name: String, value: String)] = []
  ) {
    self.status = status
    self.body = body
    self.type = type
    self.headers = headers
  }

  /// Head and body. Every answer says whose it is.
  func bytes(closes: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(status) \(Self.reason(status))\r\nServer: concord-rehearsal\r\n"
    head += "Content-Type: \(type)\r\nContent-Length: \(statedLength ?? body.count)\r\n"
    for header in headers { head += "\(header.name): \(header.value)\r\n" }
    if closes { head += "Connection: close\r\n" }
    head += "\r\n"
    var bytes: [UInt8] = []
    bytes.reserveCapacity(head.utf8.count + body.count)
    bytes.append(contentsOf: head.utf8)
    bytes.append(contentsOf: body)
    return bytes
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 307: "Temporary Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 413: "Content Too Large"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    default: status < 400 ? "Answer" : "Error"
    }
  }
}

/// How an answer is sent.
enum Delivery {
  case whole(OutgoingAnswer)
  /// Half of it; afterwards the connection is closed, or left as it is.
  case half(OutgoingAnswer, closes: Bool)
  /// Its body, and then spaces up to the length that its head states.
  case padded(OutgoingAnswer)
  case nothing
  case reset

  var status: Int? {
    switch self {
    case .whole(let answer), .half(let answer, _), .padded(let answer): answer.status
    case .nothing, .reset: nil
    }
  }
}
