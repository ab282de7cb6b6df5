/* The address book's tables.  The comments inside the SQL stay in the book: sqlite3's .schema
 * shows them.  The view "contacts" is the interface for users of sqlite3: its columns are only ever
 * added to.  All else may change with a migration.  A new version has a file in
 * tests/unit/data/schemas/ (README.md there); one that was released is never edited. */
#include "store/store.h"

static const char version_9[] =
    "-- The meeting that this row is a later form of: the id of its first row; NULL: it is that.\n"
    "ALTER TABLE meetings ADD COLUMN origin INTEGER;\n"
    "-- What a decision of the kind 'edit' was, more closely; NULL: a contact was changed.\n"
    "ALTER TABLE decisions ADD COLUMN what TEXT;\n"

    "CREATE TABLE version_meetings(\n"
    "  -- A person is met more than once: the meetings before the last, which is the version's "
    "own\n"
    "  -- and has position 0.\n"
    "  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,\n"
    "  position INTEGER NOT NULL CHECK(position > 0),\n"
    "  meeting INTEGER NOT NULL REFERENCES meetings,\n"
    "  PRIMARY KEY(version, position)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX version_meetings_meeting ON version_meetings(meeting);\n"

    "CREATE VIEW met AS\n"
    "  -- One row for each meeting of each contact, the last at position 0; an interface, as\n"
    "  -- 'contacts' is.\n"
    "  SELECT p.id AS contact, v.name, v.organization, x.position,\n"
    "    coalesce(m.origin, m.id) AS meeting, m.event, m.met_on, m.introduced_by, m.note,\n"
    "    m.send_follow_up, m.followed_up,\n"
    "    m.send_follow_up AND m.followed_up IS NULL AS to_write\n"
    "  FROM people p JOIN versions v ON v.id = p.version\n"
    "  JOIN (SELECT id AS version, 0 AS position, meeting FROM versions\n"
    "    UNION ALL SELECT version, position, meeting FROM version_meetings) x ON x.version = v.id\n"
    "  JOIN meetings m ON m.id = x.meeting\n"
    "  WHERE p.removed IS NULL;\n"

    "DROP VIEW contacts;\n"
    "CREATE VIEW contacts AS\n"
    "  -- One row for each contact: the interface for sqlite3 and reports.  A single value is the\n"
    "  -- first of its list; lists are joined by ', '.  The meeting is the last, the others are "
    "in\n"
    "  -- the view 'met'; to_write: somebody is still to be written to after one of them.\n"
    "  SELECT p.id, p.uid, v.name, v.given, v.family, v.organization, v.department,\n"
    "    (SELECT title FROM titles WHERE version = v.id AND position = 0) AS title,\n"
    "    (SELECT email FROM emails WHERE version = v.id AND position = 0) AS email,\n"
    "    (SELECT group_concat(email, ', ') FROM\n"
    "      (SELECT email FROM emails WHERE version = v.id ORDER BY position)) AS emails,\n"
    "    (SELECT coalesce(e164, value) FROM phones\n"
    "      WHERE version = v.id AND type <> 'fax' ORDER BY position LIMIT 1) AS phone,\n"
    "    (SELECT group_concat(type || ' ' || coalesce(e164, value)\n"
    "        || coalesce(' ext. ' || extension, ''), ', ') FROM\n"
    "      (SELECT * FROM phones WHERE version = v.id ORDER BY position)) AS phones,\n"
    "    (SELECT url FROM urls WHERE version = v.id AND position = 0) AS url,\n"
    "    (SELECT address FROM addresses WHERE version = v.id AND position = 0) AS address,\n"
    "    m.event, m.met_on, m.introduced_by,\n"
    "    (SELECT group_concat(tag, ', ') FROM\n"
    "      (SELECT tag FROM meeting_tags WHERE meeting = m.id ORDER BY position)) AS tags,\n"
    "    m.note, m.send_follow_up, p.created, p.changed,\n"
    "    m.followed_up, v.pronouns,\n"
    "    (m.send_follow_up AND m.followed_up IS NULL) OR EXISTS (SELECT 1 FROM version_meetings x\n"
    "      JOIN meetings o ON o.id = x.meeting WHERE x.version = v.id AND o.send_follow_up\n"
    "      AND o.followed_up IS NULL) AS to_write,\n"
    "    1 + (SELECT count(*) FROM version_meetings x WHERE x.version = v.id) AS meetings\n"
    "  FROM people p JOIN versions v ON v.id = p.version JOIN meetings m ON m.id = v.meeting\n"
    "  WHERE p.removed IS NULL\n"
    "  ORDER BY v.sort_key, p.id;\n";

static const char version_10[] =
    "-- When a letter was drafted and until when writing it was put off, UTC; NULL: it was not.\n"
    "ALTER TABLE meetings ADD COLUMN drafted TEXT\n"
    "  CHECK(drafted GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z');\n"
    "ALTER TABLE meetings ADD COLUMN snoozed_until TEXT\n"
    "  CHECK(snoozed_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z');\n"
    "CREATE TABLE follow_ups(\n"
    "  -- What was done about writing to somebody, in order.  What holds now is in the meeting.\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  meeting INTEGER NOT NULL, -- the id of its first row\n"
    "  state TEXT NOT NULL CHECK(state IN ('due', 'drafted', 'snoozed', 'sent', 'skipped')),\n"
    "  until TEXT,               -- of 'snoozed', UTC\n"
    "  made TEXT NOT NULL,       -- UTC\n"
    "  decision INTEGER REFERENCES decisions ON DELETE SET NULL -- goes with it when it is undone\n"
    ") STRICT;\n"
    "CREATE INDEX follow_ups_meeting ON follow_ups(meeting);\n"
    "CREATE INDEX follow_ups_decision ON follow_ups(decision);\n";

static const char version_11[] =
    "CREATE TABLE synced(\n"
    "  -- What a file of a folder of vCards and a contact last agreed on: see 'cardcat sync'.\n"
    "  folder TEXT NOT NULL,     -- its absolute path\n"
    "  name TEXT NOT NULL,       -- the file's\n"
    "  uid TEXT NOT NULL,        -- the contact's, which may be gone since\n"
    "  mark TEXT NOT NULL,       -- SHA-256 of the file\n"
    "  version INTEGER NOT NULL, -- the contact's\n"
    "  PRIMARY KEY(folder, name)\n"
    ") STRICT, WITHOUT ROWID;\n";

static const char version_12[] =
    "CREATE TABLE twins(\n"
    "  -- Two people who may be one, as they were compared last.  Not those of 'apart' and those\n"
    "  -- who are not in the book: ask for them.\n"
    "  a INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,\n"
    "  b INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,\n"
    "  similarity REAL NOT NULL, -- 0.8 to 1\n"
    "  alike INTEGER NOT NULL,   -- what they have in common: flags\n"
    "  PRIMARY KEY(a, b), CHECK(a < b)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX twins_b ON twins(b);\n"
    "CREATE TABLE apart(\n"
    "  -- Two people who look like one and are two, as the user said.\n"
    "  a INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,\n"
    "  b INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,\n"
    "  PRIMARY KEY(a, b), CHECK(a < b)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX apart_b ON apart(b);\n"
    "CREATE TABLE decision_apart(\n"
    "  -- What a decision 'apart' found in that table.\n"
    "  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,\n"
    "  a INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,\n"
    "  b INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,\n"
    "  was INTEGER NOT NULL CHECK(was IN (0, 1)),\n"
    "  PRIMARY KEY(decision, a, b)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX decision_apart_a ON decision_apart(a);\n"
    "CREATE INDEX decision_apart_b ON decision_apart(b);\n"
    "CREATE TABLE unmatched(\n"
    "  -- People who were not compared with the others since they changed.\n"
    "  person INTEGER PRIMARY KEY REFERENCES people ON DELETE CASCADE\n"
    ") STRICT;\n"
    "INSERT INTO unmatched(person) SELECT id FROM people\n"
    "  WHERE version IS NOT NULL AND removed IS NULL;\n";

static const char version_13[] =
    "CREATE TABLE events(\n"
    "  -- Where people are met.\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL UNIQUE COLLATE NOCASE,\n"
    "  place TEXT,\n"
    "  starts TEXT CHECK(starts GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),\n"
    "  ends TEXT CHECK(ends GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')\n"
    ") STRICT;\n"
    "-- The event that 'event' names: it is called the same in all its meetings, also those "
    "before.\n"
    "ALTER TABLE meetings ADD COLUMN occasion INTEGER REFERENCES events;\n"
    "CREATE INDEX meetings_occasion ON meetings(occasion);\n"
    "INSERT OR IGNORE INTO events(name) SELECT event FROM meetings WHERE event IS NOT NULL\n"
    "  ORDER BY id;\n"
    "UPDATE meetings SET occasion = (SELECT e.id FROM events e WHERE e.name = meetings.event);\n"
    "CREATE TABLE decision_events(\n"
    "  -- Events that a decision 'event' changed, as they were before.\n"
    "  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,\n"
    "  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,\n"
    "  name TEXT NOT NULL, place TEXT, starts TEXT, ends TEXT,\n"
    "  PRIMARY KEY(decision, event)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX decision_events_event ON decision_events(event);\n";

static const char version_14[] =
    "-- How often one wants to be in touch: '3 months', 'off'; NULL: as the tags say.  The last\n"
    "-- contact that was noted by hand, and until when it was put off, UTC.\n"
    "ALTER TABLE versions ADD COLUMN keep_in_touch TEXT;\n"
    "ALTER TABLE versions ADD COLUMN in_touch TEXT\n"
    "  CHECK(in_touch GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');\n"
    "ALTER TABLE versions ADD COLUMN quiet_until TEXT\n"
    "  CHECK(quiet_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z');\n"
    "CREATE TABLE tag_intervals(\n"
    "  -- How often one wants to be in touch with everybody who has a tag.\n"
    "  tag TEXT PRIMARY KEY COLLATE NOCASE,\n"
    "  interval TEXT NOT NULL\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE decision_tags(\n"
    "  -- What a decision found in that table; NULL: nothing.\n"
    "  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,\n"
    "  tag TEXT NOT NULL COLLATE NOCASE,\n"
    "  interval TEXT,\n"
    "  PRIMARY KEY(decision, tag)\n"
    ") STRICT, WITHOUT ROWID;\n";

static const char version_15[] =
    "CREATE TABLE links(\n"
    "  -- Whom a person knows, or was introduced by.\n"
    "  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,\n"
    "  kind TEXT NOT NULL CHECK(kind IN ('knows', 'introduced by')),\n"
    "  uid TEXT,           -- the other's, who may be gone since; NULL: a name alone\n"
    "  name TEXT NOT NULL, -- what the other was called when it was made\n"
    "  PRIMARY KEY(version, position)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX links_uid ON links(uid);\n";

static const char version_16[] =
    "CREATE TABLE groups(\n"
    "  -- People who belong together: an association, a meetup.\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL UNIQUE COLLATE NOCASE,\n"
    "  place TEXT, note TEXT\n"
    ") STRICT;\n"
    "CREATE TABLE members(\n"
    "  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,\n"
    "  grp INTEGER NOT NULL REFERENCES groups,\n"
    "  PRIMARY KEY(version, grp)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX members_grp ON members(grp);\n"
    "-- The group whose event it is; NULL: nobody's.\n"
    "ALTER TABLE events ADD COLUMN grp INTEGER REFERENCES groups;\n"
    "CREATE INDEX events_grp ON events(grp);\n"
    "ALTER TABLE decision_events ADD COLUMN grp INTEGER REFERENCES groups ON DELETE SET NULL;\n"
    "CREATE INDEX decision_events_grp ON decision_events(grp);\n"
    "CREATE TABLE decision_groups(\n"
    "  -- Groups that a decision changed, as they were before.\n"
    "  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,\n"
    "  grp INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,\n"
    "  name TEXT NOT NULL, place TEXT, note TEXT,\n"
    "  PRIMARY KEY(decision, grp)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX decision_groups_grp ON decision_groups(grp);\n"
    "CREATE VIEW group_people AS\n"
    "  -- Who belongs to which group: as a member, or met at one of its events.\n"
    "  SELECT g.id AS grp, g.name, p.id AS person FROM groups g JOIN members b ON b.grp = g.id\n"
    "    JOIN people p ON p.version = b.version WHERE p.removed IS NULL\n"
    "  UNION SELECT g.id, g.name, p.id FROM groups g JOIN events e ON e.grp = g.id\n"
    "    JOIN meetings m ON m.occasion = e.id JOIN versions v ON v.meeting = m.id\n"
    "    JOIN people p ON p.version = v.id WHERE p.removed IS NULL\n"
    "  UNION SELECT g.id, g.name, p.id FROM groups g JOIN events e ON e.grp = g.id\n"
    "    JOIN meetings m ON m.occasion = e.id JOIN version_meetings x ON x.meeting = m.id\n"
    "    JOIN people p ON p.version = x.version WHERE p.removed IS NULL;\n";

static const char version_17[] =
    "CREATE TABLE wants(\n"
    "  -- Whom one wishes to meet: persons, firms, fields, projects.\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  words TEXT NOT NULL,\n"
    "  why TEXT,\n"
    "  made TEXT NOT NULL, -- UTC\n"
    "  removed TEXT        -- UTC; NULL: it stands\n"
    ") STRICT;\n"
    "CREATE TABLE decision_wants(\n"
    "  -- What a decision found in the column 'removed'; one that it made: when that was.\n"
    "  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,\n"
    "  want INTEGER NOT NULL REFERENCES wants ON DELETE CASCADE,\n"
    "  removed TEXT,\n"
    "  PRIMARY KEY(decision, want)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX decision_wants_want ON decision_wants(want);\n";

static const char version_18[] =
    "-- The day its photo was taken, from which met_on is; NULL: from none.\n"
    "ALTER TABLE meetings ADD COLUMN taken_on TEXT\n"
    "  CHECK(taken_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');\n"
    "UPDATE meetings SET taken_on = met_on WHERE met_on IS NOT NULL AND EXISTS (SELECT 1\n"
    "  FROM cards c JOIN photos p ON p.id = c.photo\n"
    "  WHERE c.meeting IN (meetings.id, meetings.origin)\n"
    "  AND substr(p.taken, 1, 10) = meetings.met_on);\n"
    "-- From when on the firm is this one; NULL: not known.\n"
    "ALTER TABLE versions ADD COLUMN since TEXT\n"
    "  CHECK(since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');\n"
    "CREATE TABLE chapters(\n"
    "  -- Former jobs, the last first; the first and the last day on which each was known.\n"
    "  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,\n"
    "  position INTEGER NOT NULL,\n"
    "  organization TEXT, department TEXT, title TEXT,\n"
    "  since TEXT, until TEXT,\n"
    "  PRIMARY KEY(version, position)\n"
    ") STRICT, WITHOUT ROWID;\n";

static const char version_19[] =
    "CREATE TABLE portraits(\n"
    "  -- Pictures that came with contacts from elsewhere; cards have their own.\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  came TEXT NOT NULL UNIQUE, -- SHA-256 of the file that came\n"
    "  sha256 TEXT NOT NULL,      -- of the picture that is kept of it\n"
    "  picture BLOB NOT NULL      -- a JPEG file\n"
    ") STRICT;\n"
    "ALTER TABLE versions ADD COLUMN portrait INTEGER REFERENCES portraits;\n"
    "CREATE INDEX versions_portrait ON versions(portrait);\n";

static const char version_20[] =
    "CREATE VIEW listing AS\n"
    "  -- What a list shows of everybody in the book.\n"
    "  SELECT v.sort_key, p.uid, p.id, v.name, v.organization,\n"
    "    (SELECT email FROM emails WHERE version = v.id ORDER BY position LIMIT 1) AS email,\n"
    "    (SELECT coalesce(e164, value) FROM phones WHERE version = v.id\n"
    "      ORDER BY position LIMIT 1) AS phone,\n"
    "    (SELECT extension FROM phones WHERE version = v.id\n"
    "      ORDER BY position LIMIT 1) AS extension\n"
    "  FROM people p JOIN versions v ON v.id = p.version WHERE p.removed IS NULL;\n"
    "CREATE TABLE listed(\n"
    "  -- The same, kept in the order of names: the rows that it is of lie far apart, and to read "
    "a\n"
    "  -- list from them takes several times as long.\n"
    "  sort_key TEXT NOT NULL, uid TEXT NOT NULL,\n"
    "  id INTEGER NOT NULL UNIQUE REFERENCES people ON DELETE CASCADE,\n"
    "  name TEXT, organization TEXT, email TEXT, phone TEXT, extension TEXT,\n"
    "  PRIMARY KEY(sort_key, uid)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "INSERT INTO listed SELECT * FROM listing;\n"
    "-- A person gets a version when all of that is written, and versions are never changed.\n"
    "CREATE TRIGGER listed_changed AFTER UPDATE OF version, removed ON people BEGIN\n"
    "  DELETE FROM listed WHERE id = new.id;\n"
    "  INSERT INTO listed SELECT * FROM listing WHERE id = new.id;\n"
    "END;\n";

const char *const cc_schema_migrations[] = {
    cc_schema_1, cc_schema_2, cc_schema_3, cc_schema_4, cc_schema_5, cc_schema_6, cc_schema_7,
    cc_schema_8, version_9,   version_10,  version_11,  version_12,  version_13,  version_14,
    version_15,  version_16,  version_17,  version_18,  version_19,  version_20};
const guint cc_schema_version = G_N_ELEMENTS(cc_schema_migrations);

static gboolean migrate_one(CcSql *sql, const char *migration, gint64 from, GError **error) {
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(sql, TRUE, error);
  if (!transaction) return FALSE;
  gint64 now = 0;
  if (!cc_sql_get_int(sql, "PRAGMA user_version", NULL, &now, error)) return FALSE;
  /* Another program was faster. */
  if (now != from) return TRUE;
  /* PRAGMA takes no bound value; these are numbers of our own. */
  g_autofree char *stamp =
      g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %" G_GINT64_FORMAT,
                      CC_STORE_APPLICATION_ID, from + 1);
  return cc_sql_script(sql, migration, error) && cc_sql_script(sql, stamp, error) &&
         cc_transaction_commit(transaction, error);
}

gboolean cc_schema_migrate(CcSql *sql, const char *const *migrations, guint version,
                           GError **error) {
  gint64 from = 0;
  if (!cc_sql_get_int(sql, "PRAGMA user_version", NULL, &from, error)) return FALSE;
  for (; from < version; from++)
    if (!migrate_one(sql, migrations[from], from, error)) return FALSE;
  return TRUE;
}
