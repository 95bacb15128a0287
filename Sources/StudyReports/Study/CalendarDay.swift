/// A day of the calendar (Gregorian, UTC).
enum CalendarDay {
  /// `2026-03-02` for a time in milliseconds since the beginning of 1970.
  ///
  /// Eras of 400 years, in which days and years stand in a fixed relation.
  static func text(milliseconds: Int64) -> String {
    func floor(_ value: Int64, _ by: Int64) -> Int64 { (value - (value % by + by) % by) / by }
    // Counted from 1 March of the year 0, so that a leap day is the last of its year.
    let day = floor(milliseconds, 86_400_000) + 719_468
    let era = floor(day, 146_097)
    let ofEra = day - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * ofYear + 2) / 153
    let dayOfMonth = ofYear - (153 * march + 2) / 5 + 1
    let month = march < 10 ? march + 3 : march - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
  }

  private static func padded(_ number: Int64, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
