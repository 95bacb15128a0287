/// Commented task files to begin with.
public struct TaskTemplate: Hashable, Sendable {
  public var name: String
  public var summary: String
  public var yaml: String

  public static func named(_ name: String) -> TaskTemplate? { all.first { $0.name == name } }

  public static let all: [TaskTemplate] = [
    pair("pairwise", "two responses, which is better; ties allowed", tie: true, bothBad: false),
    pair("pairwise-forced", "two responses, one must be chosen", tie: false, bothBad: false),
    pair("pairwise-both-bad", "two responses, a tie, or both bad", tie: true, bothBad: true),
    score("score-5", high: 5), score("score-10", high: 10), score("score-100", low: 0, high: 100),
    TaskTemplate(
      name: "correctness", summary: "one response: correct, incorrect, or cannot tell",
      yaml: head("correctness", "Is the response correct? Compare it with the reference.") + """
        scale: correctness
        # What may be wrong with an incorrect response; asked after that answer.
        error-codes:
          - no answer
          - wrong entity
          - too many entities
          - too few entities
          - under-specified
          - cut off
          - other

        """ + tail),
  ]

  private static func head(_ name: String, _ question: String) -> String {
    """
    # The task of a study. `concord check` on this file says what is wrong, line by line.
    name: \(name)
    # Shown on the study's first page and in the help of the label screen. Markdown: a paragraph is
    # one line, however long, since the screen wraps it; an empty line begins the next one.
    instructions: |
      \(question)

    """
  }

  private static let tail = """
    # Ask how sure the person is, with a second key.
    confidence: false
    # Minutes without a key after which the time at an item no longer counts.
    break-after-minutes: 5

    """

  private static func pair(_ name: String, _ summary: String, tie: Bool, bothBad: Bool)
    -> TaskTemplate
  {
    TaskTemplate(
      name: name, summary: summary,
      yaml: head(name, "Which response is better?") + """
        scale: pair
        candidates: 2
        # May the answer be a tie? That both are bad?
        tie: \(tie)
        both-bad: \(bothBad)
        # Each person sees the sides in a shuffled order of their own; answers are by response.
        shuffle-sides: true

        """ + tail)
  }

  private static func score(_ name: String, low: Int = 1, high: Int) -> TaskTemplate {
    TaskTemplate(
      name: name, summary: "one response, a score from \(low) to \(high)",
      yaml: head(name, "How good is the response, from \(low) to \(high)?") + """
        scale: score
        low: \(low)
        high: \(high)
        step: 1

        """ + tail)
  }
}
