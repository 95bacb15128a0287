import ModelCalls
import Testing

@Suite struct StreamedDigestTests {
  /// FIPS 180-4's examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func publishedDigests(_ text: String, _ expected: String) {
    var digest = StreamedDigest()
    digest.add(text)
    #expect(digest.hexadecimal() == expected)
  }

  @Test func piecesMakeTheSameAsTheWhole() {
    let text = (0..<1_000).map { "line \($0) é\n" }
    var (whole, pieces) = (StreamedDigest(), StreamedDigest())
    whole.add(text.joined())
    for (at, piece) in text.enumerated() {
      pieces.add(piece)
      // To look does not end it.
      if at % 100 == 0 { #expect(pieces.hexadecimal() != whole.hexadecimal()) }
    }
    #expect(pieces.hexadecimal() == whole.hexadecimal())
    #expect(whole.hexadecimal() == ContentDigest.hexadecimal(of: Array(text.joined().utf8)))
  }
}
