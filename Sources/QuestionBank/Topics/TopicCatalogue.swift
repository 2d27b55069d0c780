/// The topics there are, with what each inherits from those above it.
package struct TopicCatalogue: Codable, Hashable, Sendable {
  /// In the order of `topics.yaml`, inheritance applied.
  package private(set) var topics: [Topic]
  private var index: [TopicPath: Int]

  /// Builds a catalogue of topics whose inheritance is applied already; the first of a path wins.
  package init(topics: [Topic] = []) {
    self.topics = []
    self.index = [:]
    for topic in topics { add(topic) }
  }

  private mutating func add(_ topic: Topic) {
    guard index[topic.path] == nil else { return }
    index[topic.path] = topics.count
    topics.append(topic)
  }

  package func contains(_ path: TopicPath) -> Bool { index[path] != nil }

  package subscript(path: TopicPath) -> Topic? { index[path].map { topics[$0] } }

  /// The topic, or the nearest above it that is known.
  package func nearest(to path: TopicPath) -> Topic? {
    var path: TopicPath? = path
    while let current = path {
      if let topic = self[current] { return topic }
      path = current.parent
    }
    return nil
  }

  /// Topics one step below `path`, or the areas for nil, in the catalogue's order.
  package func children(of path: TopicPath?) -> [Topic] {
    topics.filter { $0.path.parent == path }
  }

  /// Whether cards of this topic stay out until the candidate includes them.
  package func isOptIn(_ path: TopicPath) -> Bool { nearest(to: path)?.isOptIn ?? false }

  /// How much of a loop at `stage` asks about the topic, `0...5`; 1 where nothing says.
  package func weight(_ path: TopicPath, at stage: Stage) -> Double {
    nearest(to: path)?.weight[stage] ?? 1
  }

  /// The row of the career guide's table that cards of this topic count for.
  package func guideRow(_ path: TopicPath) -> String? { nearest(to: path)?.guideRow }

  /// The topic's title, or its last part made readable where it has none.
  package func title(_ path: TopicPath) -> String {
    if let topic = self[path] { return topic.title }
    let words = (path.components.last ?? "").replacing("-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// The known topic that was most likely meant.
  package func suggestion(for path: TopicPath) -> TopicPath? {
    let all = topics.map(\.path.rawValue)
    if let near = Suggestion.nearest(to: path.rawValue, among: all) {
      return TopicPath(rawValue: near)
    }
    // The right word in the wrong place: `caching/eviction` for `latency/caching/eviction`.
    guard let last = path.components.last else { return nil }
    if let same = topics.first(where: { $0.path.components.last == last }) { return same.path }
    let parent = path.parent.flatMap { self[$0]?.path }
    let siblings = topics.filter { $0.path.parent == parent && parent != nil }
    let names = siblings.compactMap { $0.path.components.last.map(String.init) }
    return Suggestion.nearest(to: String(last), among: names).flatMap { name in
      siblings.first { $0.path.components.last == Substring(name) }?.path
    }
  }

  /// This catalogue with more topics, which do not replace those it has.
  package func merging(_ other: TopicCatalogue) -> TopicCatalogue {
    var merged = self
    for topic in other.topics { merged.add(topic) }
    return merged
  }

  /// This catalogue with the topics that own banks make by naming them.
  ///
  /// Each inherits from the nearest known topic above it.
  package func adding(_ paths: some Sequence<TopicPath>) -> TopicCatalogue {
    var grown = self
    for path in paths where !grown.contains(path) {
      let above = grown.nearest(to: path)
      grown.add(
        Topic(
          path: path,
          title: grown.title(path),
          weight: above?.weight ?? [:],
          guideRow: above?.guideRow,
          isOptIn: above?.isOptIn ?? false
        )
      )
    }
    return grown
  }
}
