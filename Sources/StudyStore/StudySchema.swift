import GRDB

/// The database's tables, version by version; a migration that was shipped is never edited.
enum StudySchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { db in
      try db.execute(sql: events)
      try db.execute(sql: banks)
      try db.execute(sql: cards)
    }
    migrator.registerMigration("v2") { db in
      try db.execute(sql: queuedEvents)
      try db.execute(sql: queuedCards)
    }
    migrator.registerMigration("v3") { db in
      try db.execute(sql: "ALTER TABLE shelf ADD COLUMN cards INTEGER NOT NULL DEFAULT 0")
      try db.execute(sql: countShelves)
    }
    migrator.registerMigration("v4") { db in
      // What was answered before has none: working it out anew would be hindsight.
      try db.execute(
        sql: "ALTER TABLE review ADD COLUMN predicted REAL CHECK (predicted BETWEEN 0 AND 1)"
      )
      try db.execute(sql: tallies)
    }
    migrator.registerMigration("v5") { db in
      try db.execute(sql: fastTraces)
    }
    return migrator
  }

  /// The truth.
  ///
  /// `seq` counts reviews and other events together, in the order in which this machine learned of
  /// them: undo goes by it. A phase is 0 new, 1 learning, 2 review, 3 relearning.
  private static let events = """
    CREATE TABLE meta (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE review (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      device TEXT NOT NULL,
      card_key TEXT NOT NULL CHECK (card_key <> ''),
      rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
      answered_at INTEGER NOT NULL,
      duration_ms INTEGER CHECK (duration_ms >= 0),
      typed TEXT,
      utc_offset INTEGER NOT NULL,
      study_day INTEGER NOT NULL,
      interval_seconds INTEGER NOT NULL CHECK (interval_seconds > 0),
      interval_is_days INTEGER NOT NULL CHECK (interval_is_days IN (0, 1)),
      due INTEGER NOT NULL,
      phase_before INTEGER NOT NULL CHECK (phase_before BETWEEN 0 AND 3),
      step_before INTEGER NOT NULL CHECK (step_before >= 0),
      phase_after INTEGER NOT NULL CHECK (phase_after BETWEEN 1 AND 3),
      step_after INTEGER NOT NULL CHECK (step_after >= 0),
      counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
      model TEXT NOT NULL,
      round TEXT
    ) STRICT;
    CREATE INDEX review_by_card ON review (card_key, answered_at);

    CREATE TABLE event (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      device TEXT NOT NULL,
      card_key TEXT NOT NULL CHECK (card_key <> ''),
      at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN (
        'suspended', 'unsuspended', 'buried', 'unburied', 'marked', 'unmarked', 'reset', 'noted')),
      until_day INTEGER,
      note TEXT,
      CHECK ((kind = 'buried') = (until_day IS NOT NULL)),
      CHECK ((kind = 'noted') = (note IS NOT NULL))
    ) STRICT;
    CREATE INDEX event_by_card ON event (card_key, at);

    CREATE TABLE retraction (
      id TEXT PRIMARY KEY CHECK (id <> ''),
      device TEXT NOT NULL,
      target TEXT NOT NULL UNIQUE,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER review_is_kept BEFORE UPDATE ON review
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER review_is_not_deleted BEFORE DELETE ON review
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER event_is_kept BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER retraction_is_kept BEFORE UPDATE ON retraction
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER retraction_is_not_deleted BEFORE DELETE ON retraction
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    """

  /// Cards missed in a round are queued; SQLite changes a table's checks only by making it anew.
  private static let queuedEvents = """
    CREATE TABLE new_event (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      device TEXT NOT NULL,
      card_key TEXT NOT NULL CHECK (card_key <> ''),
      at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN (
        'suspended', 'unsuspended', 'buried', 'unburied', 'marked', 'unmarked', 'reset', 'noted',
        'queued')),
      until_day INTEGER,
      note TEXT,
      CHECK ((kind IN ('buried', 'queued')) = (until_day IS NOT NULL)),
      CHECK ((kind = 'noted') = (note IS NOT NULL))
    ) STRICT;
    INSERT INTO new_event SELECT * FROM event;
    DROP TABLE event;
    ALTER TABLE new_event RENAME TO event;
    CREATE INDEX event_by_card ON event (card_key, at);
    CREATE TRIGGER event_is_kept BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    """

  private static let queuedCards = """
    ALTER TABLE card ADD COLUMN queued_from INTEGER;
    CREATE INDEX card_queued ON card (queued_from) WHERE queued_from IS NOT NULL;
    """

  /// FSRS-7 remembers with two traces; with another model there is nothing here.
  private static let fastTraces =
    "ALTER TABLE card ADD COLUMN fast_stability REAL CHECK (fast_stability > 0)"

  /// The card index: what the bank files hold.
  ///
  /// `origin` is 0 override, 1 shipped, 2 own, which is also the order in which files win a key. A
  /// shelf is what scope and filters speak of: the cards of one bank on one topic.
  private static let banks = """
    CREATE TABLE bank_file (
      id INTEGER PRIMARY KEY,
      origin INTEGER NOT NULL CHECK (origin BETWEEN 0 AND 2),
      path TEXT NOT NULL,
      location TEXT NOT NULL,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      content_hash INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('bank', 'topics', 'other')),
      bank TEXT,
      title TEXT,
      license TEXT,
      UNIQUE (origin, path)
    ) STRICT;

    CREATE TABLE bank_entry (
      id INTEGER PRIMARY KEY,
      file_id INTEGER NOT NULL REFERENCES bank_file (id) ON DELETE CASCADE,
      card_key TEXT NOT NULL,
      topic TEXT NOT NULL,
      stage INTEGER NOT NULL CHECK (stage BETWEEN 0 AND 4),
      kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 4),
      position INTEGER NOT NULL,
      turn INTEGER NOT NULL,
      line INTEGER NOT NULL,
      sibling_group TEXT,
      hashed_key TEXT NOT NULL,
      text_hash INTEGER NOT NULL,
      question TEXT NOT NULL,
      search TEXT NOT NULL,
      content TEXT NOT NULL,
      UNIQUE (file_id, card_key)
    ) STRICT;
    CREATE INDEX bank_entry_by_key ON bank_entry (card_key);

    CREATE TABLE predecessor (
      entry_id INTEGER NOT NULL REFERENCES bank_entry (id) ON DELETE CASCADE,
      old_key TEXT NOT NULL,
      PRIMARY KEY (entry_id, old_key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE alias (
      old_key TEXT PRIMARY KEY,
      new_key TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX alias_by_new ON alias (new_key);

    CREATE TABLE finding (
      file TEXT NOT NULL,
      file_id INTEGER REFERENCES bank_file (id) ON DELETE CASCADE,
      line INTEGER NOT NULL,
      place INTEGER NOT NULL,
      severity TEXT NOT NULL CHECK (severity IN ('error', 'warning')),
      message TEXT NOT NULL,
      scope TEXT NOT NULL CHECK (scope IN ('file', 'index'))
    ) STRICT;
    CREATE INDEX finding_by_file ON finding (file_id);

    CREATE TABLE override_base (
      card_key TEXT PRIMARY KEY,
      text_hash INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE shelf (
      id INTEGER PRIMARY KEY,
      bank TEXT NOT NULL,
      topic TEXT NOT NULL,
      UNIQUE (bank, topic)
    ) STRICT;
    """

  /// Counts the cards of each shelf anew, so that nobody counts a hundred thousand cards to say how
  /// many there are.
  static let countShelves = """
    UPDATE shelf SET cards = 0;
    UPDATE shelf SET cards = counted.cards FROM (
      SELECT shelf_id, count(*) AS cards FROM card WHERE shelf_id IS NOT NULL GROUP BY shelf_id
    ) AS counted WHERE counted.shelf_id = shelf.id;
    """

  /// Sums over the reviews, so that nobody adds up a million of them twice (``Tallies``).
  ///
  /// Derived: whoever empties them makes the next look slow, no more. `bin` is the predicted
  /// probability of recall in thousandths, and so are the sums of predictions, which must take
  /// subtraction without a rest.
  private static let tallies = """
    CREATE TABLE tally_day (
      study_day INTEGER PRIMARY KEY,
      answers INTEGER NOT NULL,
      new_cards INTEGER NOT NULL,
      milliseconds INTEGER NOT NULL,
      asked INTEGER NOT NULL,
      recalled INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE tally_place (
      shelf_id INTEGER NOT NULL,
      stage INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      answers INTEGER NOT NULL,
      milliseconds INTEGER NOT NULL,
      asked INTEGER NOT NULL,
      recalled INTEGER NOT NULL,
      foretold INTEGER NOT NULL,
      foretold_recalled INTEGER NOT NULL,
      predicted INTEGER NOT NULL,
      PRIMARY KEY (shelf_id, stage, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE tally_bin (
      bin INTEGER PRIMARY KEY CHECK (bin BETWEEN 0 AND 1000),
      asked INTEGER NOT NULL,
      recalled INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE tally_retraction (
      target TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    """

  /// One row for each card that is in the banks or remembered: where it stands in the banks (nothing
  /// where no file has it) beside its record, so that the queue reads one table.
  ///
  /// `lane` says which row it waits in: 0 none (no file has it, or suspended), 1 new, 2 learning and
  /// relearning, 3 review. The two indexes hold all that choosing needs, so that a full backlog
  /// of 100,000 cards is ordered without touching the table; each holds only the cards it is for, so
  /// that an answer writes few pages. Queries repeat an index's own condition, or it is not used.
  private static let cards = """
    CREATE TABLE card (
      id INTEGER PRIMARY KEY,
      card_key TEXT NOT NULL UNIQUE CHECK (card_key <> ''),
      entry_id INTEGER,
      shelf_id INTEGER REFERENCES shelf (id),
      stage INTEGER,
      kind INTEGER,
      position INTEGER,
      turn INTEGER,
      sibling_group TEXT,
      phase INTEGER NOT NULL DEFAULT 0 CHECK (phase BETWEEN 0 AND 3),
      step INTEGER NOT NULL DEFAULT 0 CHECK (step >= 0),
      stability REAL CHECK (stability > 0),
      difficulty REAL,
      review_count INTEGER NOT NULL DEFAULT 0 CHECK (review_count >= 0),
      lapses INTEGER NOT NULL DEFAULT 0 CHECK (lapses >= 0),
      due INTEGER,
      last_answered_at INTEGER,
      last_study_day INTEGER,
      first_study_day INTEGER,
      is_suspended INTEGER NOT NULL DEFAULT 0 CHECK (is_suspended IN (0, 1)),
      buried_until INTEGER,
      is_marked INTEGER NOT NULL DEFAULT 0 CHECK (is_marked IN (0, 1)),
      is_leech INTEGER NOT NULL DEFAULT 0 CHECK (is_leech IN (0, 1)),
      timed_answers INTEGER NOT NULL DEFAULT 0 CHECK (timed_answers >= 0),
      timed_ms INTEGER NOT NULL DEFAULT 0 CHECK (timed_ms >= 0),
      lane INTEGER GENERATED ALWAYS AS (
        CASE WHEN entry_id IS NULL OR is_suspended THEN 0
          WHEN phase = 0 THEN 1 WHEN phase = 2 THEN 3 ELSE 2 END) VIRTUAL,
      CHECK ((phase = 0) = (due IS NULL)),
      CHECK ((phase = 0) = (stability IS NULL)),
      CHECK ((entry_id IS NULL) = (shelf_id IS NULL))
    ) STRICT;
    CREATE INDEX card_due
      ON card (lane, due, shelf_id, stage, kind, buried_until, last_study_day, stability)
      WHERE lane > 1;
    CREATE INDEX card_new ON card (stage, turn, card_key, shelf_id, kind, buried_until)
      WHERE lane = 1;
    CREATE INDEX card_siblings ON card (sibling_group) WHERE sibling_group IS NOT NULL;
    """
}
