/// What a study file says of itself.
public struct Study: Hashable, Sendable {
  public var title: String
  /// The first page: what the study is, where it comes from, its licence. Markdown.
  public var about: String
  public var task: StudyTask
  /// The task as the YAML text that it was read from, with its comments.
  public var taskText: String
  public var itemCount: Int
  /// Categories in order of first appearance.
  public var categories: [String]

  public init(
    title: String, about: String = "", task: StudyTask, taskText: String = "", itemCount: Int = 0,
    categories: [String] = []
  ) {
    self.title = title
    self.about = about
    self.task = task
    self.taskText = taskText
    self.itemCount = itemCount
    self.categories = categories
  }
}
