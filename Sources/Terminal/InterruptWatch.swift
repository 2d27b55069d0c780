import Glibc
import Synchronization

/// Whether Ctrl-C was pressed while work without a prompt goes on.
///
/// Without it, Ctrl-C during a long computation would end the whole program, the shell included.
public struct InterruptWatch: ~Copyable {
  private static let wasPressed = Atomic<Bool>(false)
  private var before = sigaction()

  /// Listens until the value is gone.
  public init() {
    Self.wasPressed.store(false, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      InterruptWatch.wasPressed.store(true, ordering: .relaxed)
    }
    sigaction(SIGINT, &action, &before)
  }

  /// Whether it was pressed since.
  public var isInterrupted: Bool { Self.wasPressed.load(ordering: .relaxed) }

  deinit {
    var before = before
    sigaction(SIGINT, &before, nil)
  }
}
