import JSONText

/// The numbers that a schema admits, at most 101 of them, ascending.
struct NumberRange {
  let values: [String]

  /// - Throws: status 400 where no number is admitted.
  init(_ schema: JSONNode, isWhole: Bool) throws(CallRefusal) {
    let step = schema["multipleOf"]?.number ?? 1
    guard step > 0, step.isFinite else { throw CallRefusal(400, "'multipleOf' is not above 0") }
    let low = schema["minimum"]?.number ?? schema["exclusiveMinimum"]?.number
    let high = schema["maximum"]?.number ?? schema["exclusiveMaximum"]?.number
    let least = low ?? high.map { $0 - 10 } ?? 0
    let most = high ?? least + 10
    var numbers: [Double] = []
    var multiple = (least / step).rounded(.up)
    let count = ((most / step).rounded(.down) - multiple).rounded()
    // Wide ranges are gone through in larger strides.
    let stride = max(1, (count / 100).rounded(.up))
    while multiple * step <= most, numbers.count < 101 {
      numbers.append(multiple * step)
      multiple += stride
    }
    func isAdmitted(_ number: Double) -> Bool {
      let isOpenLow = schema["exclusiveMinimum"]?.number.map { number > $0 } ?? true
      let isOpenHigh = schema["exclusiveMaximum"]?.number.map { number < $0 } ?? true
      return isOpenLow && isOpenHigh && number >= least && number <= most
        && (!isWhole || number == number.rounded())
    }
    if !isWhole, schema["multipleOf"] == nil, !numbers.contains(where: isAdmitted) {
      numbers = [least + (most - least) / 2]
    }
    values = numbers.filter(isAdmitted).map(JSONWriter.plain)
    guard !values.isEmpty else { throw CallRefusal(400, "no number fits the schema") }
  }
}

extension JSONWriter {
  /// A node as JSON again.
  static func text(of node: JSONNode) -> String {
    var json = JSONWriter()
    json.node(node)
    return json.text
  }
}
