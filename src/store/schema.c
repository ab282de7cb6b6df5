/* The address book's tables.  The comments inside the SQL stay in the book: sqlite3's .schema
 * shows them.  The view "contacts" is the interface for users of sqlite3: its columns are only ever
 * added to.  All else may change with a migration. */
#include "store/store.h"

static const char version_1[] =
    "CREATE TABLE photos(\n"
    "  -- A photo that was read or tried.  It is known by its bytes, wherever it lies.\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  sha256 TEXT NOT NULL UNIQUE CHECK(length(sha256) = 64), -- lower-case hexadecimal\n"
    "  path TEXT NOT NULL,    -- where it lay when it was read; '-' is standard input\n"
    "  taken TEXT,            -- by its EXIF data, YYYY-MM-DDTHH:MM:SS without zone\n"
    "  state TEXT NOT NULL CHECK(state IN ('read', 'failed')),\n"
    "  message TEXT,          -- why it failed\n"
    "  added TEXT NOT NULL    -- UTC\n"
    ") STRICT;\n"

    "CREATE TABLE meetings(\n"
    "  -- How somebody was met.  Rows are never changed: a correction is a new row, so that an\n"
    "  -- undone decision finds the old one.  The cards of one photo share theirs.\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  event TEXT,\n"
    "  met_on TEXT CHECK(met_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),\n"
    "  introduced_by TEXT,\n"
    "  note TEXT,\n"
    "  send_follow_up INTEGER NOT NULL DEFAULT 1 CHECK(send_follow_up IN (0, 1))\n"
    ") STRICT;\n"
    "CREATE TABLE meeting_tags(\n"
    "  meeting INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,\n"
    "  position INTEGER NOT NULL,\n"
    "  tag TEXT NOT NULL,\n"
    "  PRIMARY KEY(meeting, position)\n"
    ") STRICT, WITHOUT ROWID;\n"

    "CREATE TABLE people(\n"
    "  -- A person or firm of the book.  What is known of it stands in its current version.\n"
    "  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice\n"
    "  uid TEXT NOT NULL UNIQUE, -- RFC 4122, for vCard: the same for ever\n"
    "  version INTEGER REFERENCES versions, -- NULL: its saving was undone\n"
    "  removed TEXT,             -- UTC; NULL: it is in the book\n"
    "  created TEXT NOT NULL,    -- UTC\n"
    "  changed TEXT NOT NULL     -- UTC\n"
    ") STRICT;\n"
    "CREATE INDEX people_version ON people(version);\n"
    "CREATE TABLE versions(\n"
    "  -- What was known of a person from one saving to the next.  Rows are never changed.\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,\n"
    "  meeting INTEGER NOT NULL REFERENCES meetings,\n"
    "  name TEXT,                -- in full; NULL: nobody is named\n"
    "  prefix TEXT, given TEXT, middle TEXT, family TEXT, suffix TEXT,\n"
    "  organization TEXT, department TEXT,\n"
    "  sort_key TEXT NOT NULL    -- family name first, folded: its bytes give the order\n"
    ") STRICT;\n"
    "CREATE INDEX versions_person ON versions(person);\n"
    "CREATE INDEX versions_meeting ON versions(meeting);\n"
    "CREATE INDEX versions_sort_key ON versions(sort_key);\n"

    "-- The lists of a version, each value at its position from 0.\n"
    "CREATE TABLE titles(\n"
    "  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,\n"
    "  title TEXT NOT NULL,\n"
    "  PRIMARY KEY(version, position)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE emails(\n"
    "  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,\n"
    "  email TEXT NOT NULL,\n"
    "  key TEXT NOT NULL,     -- equal for equal addresses\n"
    "  PRIMARY KEY(version, position)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX emails_key ON emails(key);\n"
    "CREATE TABLE phones(\n"
    "  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,\n"
    "  type TEXT NOT NULL CHECK(type IN ('work', 'mobile', 'fax', 'home', 'other')),\n"
    "  value TEXT NOT NULL,   -- as printed\n"
    "  e164 TEXT,             -- '+14155550123'; NULL: no valid number of a known region\n"
    "  extension TEXT,\n"
    "  key TEXT NOT NULL,     -- its digits\n"
    "  PRIMARY KEY(version, position)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX phones_key ON phones(key);\n"
    "CREATE TABLE urls(\n"
    "  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,\n"
    "  url TEXT NOT NULL,\n"
    "  PRIMARY KEY(version, position)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE addresses(\n"
    "  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,\n"
    "  address TEXT NOT NULL, -- in full, its lines joined by ', '\n"
    "  street TEXT, locality TEXT, region TEXT, postcode TEXT,\n"
    "  country TEXT,          -- ISO 3166-1 alpha-2\n"
    "  PRIMARY KEY(version, position)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE notes(\n"
    "  -- Lines of the card that fit nowhere else; the user's own note is the meeting's.\n"
    "  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,\n"
    "  note TEXT NOT NULL,\n"
    "  PRIMARY KEY(version, position)\n"
    ") STRICT, WITHOUT ROWID;\n"

    "CREATE TABLE cards(\n"
    "  -- A card found in a photo, as it was read.\n"
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
    "  photo INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,\n"
    "  number INTEGER NOT NULL, -- in its photo, from 1\n"
    "  state TEXT NOT NULL CHECK(state IN ('to review', 'saved', 'rejected')),\n"
    "  reading TEXT NOT NULL,   -- the JSON object 'cardcat.reading/1' with corners and lines\n"
    "  picture BLOB,            -- the card flattened, a JPEG file\n"
    "  meeting INTEGER NOT NULL REFERENCES meetings,\n"
    "  person INTEGER REFERENCES people ON DELETE CASCADE, -- whom it was saved as\n"
    "  UNIQUE(photo, number)\n"
    ") STRICT;\n"
    "CREATE INDEX cards_state ON cards(state);\n"
    "CREATE INDEX cards_person ON cards(person);\n"
    "CREATE INDEX cards_meeting ON cards(meeting);\n"

    "CREATE TABLE decisions(\n"
    "  -- What the user decided, in order; with the two tables below enough to take it back.\n"
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
    "  kind TEXT NOT NULL\n"
    "    CHECK(kind IN ('save', 'merge', 'reject', 'edit', 'remove', 'restore')),\n"
    "  subject TEXT NOT NULL, -- whom it concerned, in words\n"
    "  made TEXT NOT NULL,    -- UTC\n"
    "  undone TEXT            -- UTC; NULL: it stands\n"
    ") STRICT;\n"
    "CREATE TABLE decision_people(\n"
    "  -- People whom a decision changed, as they were before.\n"
    "  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,\n"
    "  person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,\n"
    "  version INTEGER REFERENCES versions, removed TEXT, changed TEXT NOT NULL,\n"
    "  PRIMARY KEY(decision, person)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX decision_people_person ON decision_people(person);\n"
    "CREATE INDEX decision_people_version ON decision_people(version);\n"
    "CREATE TABLE decision_cards(\n"
    "  -- Cards that a decision changed, as they were before.\n"
    "  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,\n"
    "  card INTEGER NOT NULL REFERENCES cards ON DELETE CASCADE,\n"
    "  state TEXT NOT NULL, person INTEGER REFERENCES people ON DELETE CASCADE,\n"
    "  meeting INTEGER NOT NULL REFERENCES meetings,\n"
    "  PRIMARY KEY(decision, card)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX decision_cards_card ON decision_cards(card);\n"
    "CREATE INDEX decision_cards_person ON decision_cards(person);\n"
    "CREATE INDEX decision_cards_meeting ON decision_cards(meeting);\n"

    "CREATE TABLE corrections(\n"
    "  -- What was changed in a reading when it was saved.  Those of an undone decision, or of\n"
    "  -- one that a later saving of the card replaced, do not count: ask the view 'corrected'.\n"
    "  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,\n"
    "  position INTEGER NOT NULL,\n"
    "  card INTEGER NOT NULL REFERENCES cards ON DELETE CASCADE,\n"
    "  field TEXT NOT NULL,   -- 'name', 'emails[0]' as read; 'emails': one was added\n"
    "  was TEXT,              -- NULL: added\n"
    "  now TEXT,              -- NULL: taken away\n"
    "  evidence TEXT,         -- the text as OCR or the code gave it\n"
    "  confidence REAL,       -- of what was read\n"
    "  source TEXT CHECK(source IN ('ocr', 'qr')),\n"
    "  PRIMARY KEY(decision, position)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX corrections_card ON corrections(card);\n"
    "CREATE VIEW corrected AS\n"
    "  SELECT c.card, c.field, c.was, c.now, c.evidence, c.confidence, c.source, d.made\n"
    "  FROM corrections c JOIN decisions d ON d.id = c.decision\n"
    "  WHERE d.id = (SELECT max(l.id) FROM decisions l JOIN decision_cards k ON k.decision = l.id\n"
    "                WHERE k.card = c.card AND l.undone IS NULL)\n"
    "  ORDER BY c.decision, c.position;\n"

    "-- Words of everybody in the book, folded; rowid is the person's id.\n"
    "CREATE VIRTUAL TABLE search USING fts5(name, other, tokenize = 'unicode61', prefix = '1 2 "
    "3');\n"

    "CREATE VIEW contacts AS\n"
    "  -- One row for each contact: the interface for sqlite3 and reports.  A single value is the\n"
    "  -- first of its list; lists are joined by ', '.\n"
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
    "    m.note, m.send_follow_up, p.created, p.changed\n"
    "  FROM people p JOIN versions v ON v.id = p.version JOIN meetings m ON m.id = v.meeting\n"
    "  WHERE p.removed IS NULL\n"
    "  ORDER BY v.sort_key, p.id;\n";

static const char version_2[] =
    "CREATE TABLE drafts(\n"
    "  -- What was typed for a card in a review before the decision.\n"
    "  card INTEGER PRIMARY KEY REFERENCES cards ON DELETE CASCADE,\n"
    "  contact TEXT NOT NULL, -- JSON, as the contact of a reading\n"
    "  meeting INTEGER NOT NULL REFERENCES meetings\n"
    ") STRICT;\n"
    "CREATE INDEX drafts_meeting ON drafts(meeting);\n";

static const char version_3[] =
    "CREATE TABLE backs(\n"
    "  -- The other side of a card; what stands on it is in the card's reading.\n"
    "  card INTEGER PRIMARY KEY REFERENCES cards ON DELETE CASCADE,\n"
    "  photo INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE, -- may be the card's own\n"
    "  picture BLOB -- flattened, a JPEG file\n"
    ") STRICT;\n"
    "CREATE INDEX backs_photo ON backs(photo);\n";

const char *const cc_schema_migrations[] = {version_1, version_2, version_3};
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
