import CCurl
import Glibc

/// One transfer on its way: its handle, what came of the answer, and who waits for it.
///
/// Belongs to the loop's thread alone, from `begin` until `finish`.
final class HTTPTransfer {
  let request: HTTPRequest
  let started = ContinuousClock.now
  private(set) var easy: UnsafeMutableRawPointer?
  private var list: UnsafeMutablePointer<curl_slist>?
  private var body: [UInt8] = []
  private var headers: [String: String] = [:]
  private var isTooLarge = false
  /// Where libcurl writes what exactly went wrong; it outlives the handle.
  private let reason = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var hasBegun = false

  init(_ request: HTTPRequest) {
    self.request = request
    reason.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit { reason.deallocate() }

  /// Makes the handle; nil where libcurl cannot.
  func begin() -> UnsafeMutableRawPointer? {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    concord_curl_text(easy, CURLOPT_URL, request.url)
    concord_curl_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    concord_curl_text(easy, CURLOPT_ACCEPT_ENCODING, "")
    concord_curl_long(easy, CURLOPT_NOSIGNAL, 1)
    concord_curl_pointer(easy, CURLOPT_ERRORBUFFER, reason)
    // A redirect is an answer, never a place to go: the key stays with the host it is for.
    concord_curl_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    concord_curl_long(
      easy, CURLOPT_CONNECTTIMEOUT_MS, request.limits.connecting.wholeMilliseconds)
    concord_curl_long(easy, CURLOPT_TIMEOUT_MS, request.limits.whole.wholeMilliseconds)
    concord_curl_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
    concord_curl_text(easy, CURLOPT_USERAGENT, "concord")
    if let file = Self.authorities.file { concord_curl_text(easy, CURLOPT_CAINFO, file) }
    if let folder = Self.authorities.folder { concord_curl_text(easy, CURLOPT_CAPATH, folder) }
    setHeaders(easy)
    setBody(easy)
    let context = Unmanaged.passUnretained(self).toOpaque()
    concord_curl_pointer(easy, CURLOPT_PRIVATE, context)
    concord_curl_sinks(
      easy,
      { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        // The loop holds the transfer as long as its handle is in it.
        let transfer = Unmanaged<HTTPTransfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
      },
      { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let transfer = Unmanaged<HTTPTransfer>.fromOpaque(context).takeUnretainedValue()
        transfer.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
        return size * count
      }, context)
    return easy
  }

  /// Whose certificates are trusted, where the environment says so, by the names that the program
  /// curl uses; the library itself reads the proxy's names only.
  private static let authorities: (file: String?, folder: String?) = {
    func value(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    return (value("CURL_CA_BUNDLE") ?? value("SSL_CERT_FILE"), value("SSL_CERT_DIR"))
  }()

  private func setHeaders(_ easy: UnsafeMutableRawPointer) {
    for header in request.headers {
      list = curl_slist_append(list, "\(header.name): \(header.value)")
    }
    // No wait for a "100 Continue" that many servers never send.
    list = curl_slist_append(list, "Expect:")
    concord_curl_list(easy, CURLOPT_HTTPHEADER, list)
  }

  private func setBody(_ easy: UnsafeMutableRawPointer) {
    guard let body = request.body else { return }
    concord_curl_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
    body.withUnsafeBytes { bytes in
      let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
      concord_curl_pointer(easy, CURLOPT_COPYPOSTFIELDS, start)
    }
    concord_curl_long(easy, CURLOPT_POST, 1)
  }

  private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard body.count + bytes.count <= request.limits.bodyBytes else {
      isTooLarge = true
      return 0
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  private func takeHeader(_ bytes: UnsafeRawBufferPointer) {
    hasBegun = true
    let line = String(decoding: bytes, as: UTF8.self)
    // A status line begins another block, as after a proxy's.
    if line.hasPrefix("HTTP/") { headers = [:] }
    guard let colon = line.firstIndex(of: ":"), headers.count < 200 else { return }
    let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
    var rest = Substring(value)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    headers[line[..<colon].lowercased()] = String(rest)
  }

  /// Whether the answer has not begun in time.
  func isOverdue(_ now: ContinuousClock.Instant) -> Bool {
    !hasBegun && now - started > request.limits.firstByte
  }

  func result(_ code: CURLcode) -> Result<HTTPResponse, HTTPFailure> {
    if isTooLarge { return .failure(.tooLarge(bytes: request.limits.bodyBytes)) }
    guard let easy, code == CURLE_OK else { return .failure(failure(code)) }
    return .success(
      HTTPResponse(
        status: Int(concord_curl_status(easy)), headers: headers, body: body,
        latency: .microseconds(Int64(concord_curl_time(easy, CURLINFO_TOTAL_TIME_T)))))
  }

  private func failure(_ code: CURLcode) -> HTTPFailure {
    let exact = AnswerReading.line(String(cString: reason))
    let text = exact.isEmpty ? String(cString: curl_easy_strerror(code)) : exact
    switch code {
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: return .badURL(text)
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return .unknownHost(text)
    case CURLE_COULDNT_CONNECT: return .notReachable(text)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
      return .secureConnection(text)
    case CURLE_OPERATION_TIMEDOUT:
      guard let easy else { return .timeout }
      let isConnected = concord_curl_time(easy, CURLINFO_PRETRANSFER_TIME_T) > 0
      return isConnected ? .timeout : .connectTimeout
    default: return .reset(text)
    }
  }

  func finish() {
    if let easy { curl_easy_cleanup(easy) }
    curl_slist_free_all(list)
    (easy, list) = (nil, nil)
  }
}

extension Duration {
  /// At least 1: libcurl takes 0 for "no limit".
  var wholeMilliseconds: Int { max(1, Int(self / .milliseconds(1))) }
}
