import CCurl

/// Dates of HTTP headers, read by libcurl, which knows all three forms of RFC 9110.
enum HTTPDate {
  /// Seconds since 1970; nil where the text is no date.
  static func seconds(_ text: String) -> Int64? {
    let value = curl_getdate(text, nil)
    return value < 0 ? nil : Int64(value)
  }
}
