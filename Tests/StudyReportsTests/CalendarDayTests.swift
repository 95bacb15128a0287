import Foundation
import Testing

@testable import StudyReports

@Suite struct CalendarDayTests {
  @Test func daysAreThoseOfTheCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    // Every 61 days from 1970 to 2400, just before and just after midnight.
    for day in stride(from: Int64(0), to: 157_000, by: 61) {
      for offset in [Int64(-1), 0, 86_399_999] {
        let milliseconds = day * 86_400_000 + offset
        let seconds = (Double(milliseconds) / 1_000).rounded(.down)
        let parts = calendar.dateComponents(
          [.year, .month, .day], from: Date(timeIntervalSince1970: seconds))
        let expected = String(
          format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
        #expect(CalendarDay.text(milliseconds: milliseconds) == expected)
      }
    }
  }
}
