import Glibc
import RehearsalServer

/// How many calls a second the rehearsal server answers at 0 ms: 64 connections that are kept
/// alive, each with its next call as soon as the last is answered. The prompt is a judge's, of
/// about 3 kB. The client is one thread beside the server's.
enum RehearsalThroughput {
  private static let connections = 64
  private static let calls = 20_000

  static func measure(_ options: BenchOptions) throws -> [Figure] {
    let server = RehearsalServer()
    let port: UInt16
    do {
      port = try server.start()
    } catch {
      throw BenchFailure.system(error.description)
    }
    defer { server.stop() }
    var rates: [Double] = []
    var costs: [Double] = []
    for run in 0..<options.runs {
      var client = CallLoop(port: port, request: request(run))
      let clock = ContinuousClock()
      let start = clock.now
      let processor = processorSeconds()
      try client.run(connections: connections, calls: calls)
      rates.append(Double(calls) / ((clock.now - start) / .seconds(1)))
      costs.append((processorSeconds() - processor) / Double(calls) * 1e6)
    }
    return [
      Figure(
        "rehearsal server, calls answered", unit: "1/s", limit: 4000, judged: .min, isFloor: true,
        samples: rates, note: "\(connections) connections, \(request(0).count) bytes each"),
      Figure(
        "the processor's time for a call, client and server", unit: "µs", limit: nil,
        judged: .median, samples: costs),
    ]
  }

  private static func request(_ run: Int) -> [UInt8] {
    let answer = String(repeating: "This is a sentence of an answer to be judged. ", count: 25)
    let prompt =
      "The request:\\n<<<request\\nRun \(run)?\\nrequest>>>\\nAnswer A:\\n<<<answer A\\n"
      + "\(answer)\\nanswer A>>>\\n\\nAnswer B:\\n<<<answer B\\n\(answer)\\nanswer B>>>\\n"
      + "First write what speaks for and against each answer. Then decide.\\n"
      + "Close with one line of exactly this form, where X is A, B or tie:\\nAnswer: X"
    let body =
      #"{"model":"random","messages":[{"role":"system","content":"You are an impartial judge."},"#
      + #"{"role":"user","content":""# + prompt
      + #""}],"temperature":0,"max_tokens":1024}"#
    return Array(
      ("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + "Content-Type: application/json\r\nAccept: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n" + body).utf8)
  }
}

/// A client of one thread that sends one request again and again over several connections.
private struct CallLoop {
  let port: UInt16
  let request: [UInt8]
  private var watched: [pollfd] = []
  /// What has come of each connection's present answer.
  private var answers: [[UInt8]] = []
  private var sent = 0
  private var done = 0

  init(port: UInt16, request: [UInt8]) {
    self.port = port
    self.request = request
  }

  mutating func run(connections: Int, calls: Int) throws(BenchFailure) {
    defer { for one in watched { close(one.fd) } }
    for place in 0..<connections {
      watched.append(pollfd(fd: try connection(), events: Int16(POLLIN), revents: 0))
      answers.append([])
      try send(place)
    }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while done < calls {
      guard poll(&watched, nfds_t(watched.count), 10_000) > 0 else {
        throw .system("the rehearsal server does not answer")
      }
      for place in watched.indices where watched[place].revents != 0 {
        let count = recv(watched[place].fd, &buffer, buffer.count, 0)
        guard count > 0 else { throw .system("the rehearsal server closed a connection") }
        answers[place] += buffer[..<count]
        guard try isWhole(answers[place]) else { continue }
        answers[place].removeAll(keepingCapacity: true)
        done += 1
        if sent < calls { try send(place) }
      }
    }
  }

  private func connection() throws(BenchFailure) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw .system("no connection to the rehearsal server") }
    return descriptor
  }

  private mutating func send(_ place: Int) throws(BenchFailure) {
    sent += 1
    let count = request.withUnsafeBytes {
      Glibc.send(watched[place].fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    guard count == request.count else { throw .system("a call was not sent whole") }
  }

  private func isWhole(_ answer: [UInt8]) throws(BenchFailure) -> Bool {
    let head = String(decoding: answer.prefix(400), as: UTF8.self)
    guard let end = head.firstRange(of: "\r\n\r\n"),
      let length = head.firstRange(of: "Content-Length: ")
    else { return false }
    guard head.hasPrefix("HTTP/1.1 200 ") else { throw .system("an answer is: \(head)") }
    let digits = head[length.upperBound...].prefix { $0.isNumber }
    let start = head.utf8.distance(from: head.startIndex, to: end.upperBound)
    return answer.count >= start + (Int(digits) ?? 0)
  }
}
