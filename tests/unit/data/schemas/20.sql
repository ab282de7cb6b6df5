PRAGMA foreign_keys = OFF;
CREATE TABLE photos(
  -- A photo that was read or tried.  It is known by its bytes, wherever it lies.
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK(length(sha256) = 64), -- lower-case hexadecimal
  path TEXT NOT NULL,    -- where it lay when it was read; '-' is standard input
  taken TEXT,            -- by its EXIF data, YYYY-MM-DDTHH:MM:SS without zone
  state TEXT NOT NULL CHECK(state IN ('read', 'failed')),
  message TEXT,          -- why it failed
  added TEXT NOT NULL    -- UTC
) STRICT;
CREATE TABLE meetings(
  -- How somebody was met.  Rows are never changed: a correction is a new row, so that an
  -- undone decision finds the old one.  The cards of one photo share theirs.
  id INTEGER PRIMARY KEY,
  event TEXT,
  met_on TEXT CHECK(met_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  introduced_by TEXT,
  note TEXT,
  send_follow_up INTEGER NOT NULL DEFAULT 1 CHECK(send_follow_up IN (0, 1))
, followed_up TEXT
  CHECK(followed_up GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'), origin INTEGER, drafted TEXT
  CHECK(drafted GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'), snoozed_until TEXT
  CHECK(snoozed_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'), occasion INTEGER REFERENCES events, taken_on TEXT
  CHECK(taken_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')) STRICT;
CREATE TABLE meeting_tags(
  meeting INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY(meeting, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE people(
  -- A person or firm of the book.  What is known of it stands in its current version.
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice
  uid TEXT NOT NULL UNIQUE, -- RFC 4122, for vCard: the same for ever
  version INTEGER REFERENCES versions, -- NULL: its saving was undone
  removed TEXT,             -- UTC; NULL: it is in the book
  created TEXT NOT NULL,    -- UTC
  changed TEXT NOT NULL     -- UTC
) STRICT;
CREATE INDEX people_version ON people(version);
CREATE TABLE versions(
  -- What was known of a person from one saving to the next.  Rows are never changed.
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  meeting INTEGER NOT NULL REFERENCES meetings,
  name TEXT,                -- in full; NULL: nobody is named
  prefix TEXT, given TEXT, middle TEXT, family TEXT, suffix TEXT,
  organization TEXT, department TEXT,
  sort_key TEXT NOT NULL    -- family name first, folded: its bytes give the order
, pronouns TEXT, keep_in_touch TEXT, in_touch TEXT
  CHECK(in_touch GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), quiet_until TEXT
  CHECK(quiet_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'), since TEXT
  CHECK(since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), portrait INTEGER REFERENCES portraits) STRICT;
CREATE INDEX versions_person ON versions(person);
CREATE INDEX versions_meeting ON versions(meeting);
CREATE INDEX versions_sort_key ON versions(sort_key);
CREATE TABLE titles(
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY(version, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE emails(
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,
  email TEXT NOT NULL,
  key TEXT NOT NULL,     -- equal for equal addresses
  PRIMARY KEY(version, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX emails_key ON emails(key);
CREATE TABLE phones(
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,
  type TEXT NOT NULL CHECK(type IN ('work', 'mobile', 'fax', 'home', 'other')),
  value TEXT NOT NULL,   -- as printed
  e164 TEXT,             -- '+14155550123'; NULL: no valid number of a known region
  extension TEXT,
  key TEXT NOT NULL,     -- its digits
  PRIMARY KEY(version, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX phones_key ON phones(key);
CREATE TABLE urls(
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,
  url TEXT NOT NULL,
  PRIMARY KEY(version, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE addresses(
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,
  address TEXT NOT NULL, -- in full, its lines joined by ', '
  street TEXT, locality TEXT, region TEXT, postcode TEXT,
  country TEXT,          -- ISO 3166-1 alpha-2
  PRIMARY KEY(version, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE notes(
  -- Lines of the card that fit nowhere else; the user's own note is the meeting's.
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY(version, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE cards(
  -- A card found in a photo, as it was read.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  photo INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
  number INTEGER NOT NULL, -- in its photo, from 1
  state TEXT NOT NULL CHECK(state IN ('to review', 'saved', 'rejected')),
  reading TEXT NOT NULL,   -- the JSON object 'cardcat.reading/1' with corners and lines
  picture BLOB,            -- the card flattened, a JPEG file
  meeting INTEGER NOT NULL REFERENCES meetings,
  person INTEGER REFERENCES people ON DELETE CASCADE, -- whom it was saved as
  UNIQUE(photo, number)
) STRICT;
CREATE INDEX cards_state ON cards(state);
CREATE INDEX cards_person ON cards(person);
CREATE INDEX cards_meeting ON cards(meeting);
CREATE TABLE decisions(
  -- What the user decided, in order; with the two tables below enough to take it back.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL
    CHECK(kind IN ('save', 'merge', 'reject', 'edit', 'remove', 'restore')),
  subject TEXT NOT NULL, -- whom it concerned, in words
  made TEXT NOT NULL,    -- UTC
  undone TEXT            -- UTC; NULL: it stands
, of_card TEXT
  CHECK(of_card IN ('turn', 'swap', 'split')), what TEXT) STRICT;
CREATE TABLE decision_people(
  -- People whom a decision changed, as they were before.
  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  version INTEGER REFERENCES versions, removed TEXT, changed TEXT NOT NULL,
  PRIMARY KEY(decision, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_people_person ON decision_people(person);
CREATE INDEX decision_people_version ON decision_people(version);
CREATE TABLE decision_cards(
  -- Cards that a decision changed, as they were before.
  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  card INTEGER NOT NULL REFERENCES cards ON DELETE CASCADE,
  state TEXT NOT NULL, person INTEGER REFERENCES people ON DELETE CASCADE,
  meeting INTEGER NOT NULL REFERENCES meetings,
  PRIMARY KEY(decision, card)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_cards_card ON decision_cards(card);
CREATE INDEX decision_cards_person ON decision_cards(person);
CREATE INDEX decision_cards_meeting ON decision_cards(meeting);
CREATE TABLE corrections(
  -- What was changed in a reading when it was saved.  Those of an undone decision, or of
  -- one that a later saving of the card replaced, do not count: ask the view 'corrected'.
  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  position INTEGER NOT NULL,
  card INTEGER NOT NULL REFERENCES cards ON DELETE CASCADE,
  field TEXT NOT NULL,   -- 'name', 'emails[0]' as read; 'emails': one was added
  was TEXT,              -- NULL: added
  now TEXT,              -- NULL: taken away
  evidence TEXT,         -- the text as OCR or the code gave it
  confidence REAL,       -- of what was read
  source TEXT CHECK(source IN ('ocr', 'qr')),
  PRIMARY KEY(decision, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX corrections_card ON corrections(card);
CREATE VIRTUAL TABLE search USING fts5(name, other, tokenize = 'unicode61', prefix = '1 2 3');
CREATE TABLE drafts(
  -- What was typed for a card in a review before the decision.
  card INTEGER PRIMARY KEY REFERENCES cards ON DELETE CASCADE,
  contact TEXT NOT NULL, -- JSON, as the contact of a reading
  meeting INTEGER NOT NULL REFERENCES meetings
) STRICT;
CREATE INDEX drafts_meeting ON drafts(meeting);
CREATE TABLE backs(
  -- The other side of a card; what stands on it is in the card's reading.
  card INTEGER PRIMARY KEY REFERENCES cards ON DELETE CASCADE,
  photo INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE, -- may be the card's own
  picture BLOB -- flattened, a JPEG file
) STRICT;
CREATE INDEX backs_photo ON backs(photo);
CREATE TABLE decision_readings(
  -- Cards of which a decision changed sides or reading, as they were before.  Kept for as
  -- long as it can be taken back.
  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  card INTEGER NOT NULL REFERENCES cards ON DELETE CASCADE,
  photo INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
  number INTEGER NOT NULL,
  reading TEXT NOT NULL,
  picture BLOB,
  back_photo INTEGER REFERENCES photos ON DELETE CASCADE, -- NULL: it had no back
  back_picture BLOB,
  made INTEGER REFERENCES cards ON DELETE SET NULL, -- the card that came of it, if one did
  PRIMARY KEY(decision, card)
) STRICT;
CREATE INDEX decision_readings_card ON decision_readings(card);
CREATE INDEX decision_readings_photo ON decision_readings(photo);
CREATE INDEX decision_readings_back ON decision_readings(back_photo);
CREATE INDEX decision_readings_made ON decision_readings(made);
CREATE TABLE forgotten(
  -- What shall not be learned from contacts as they were.
  kind TEXT NOT NULL,        -- 'organization', 'domain', 'title', 'town', 'country'
  key TEXT NOT NULL,         -- SHA-256 of the text, folded: it is not kept itself
  decision INTEGER NOT NULL, -- the last that does not count; later ones teach it anew
  PRIMARY KEY(kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE judged(
  -- Decisions that say what a card's contact is: what they left as it was read is right.
  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  card INTEGER NOT NULL REFERENCES cards ON DELETE CASCADE,
  PRIMARY KEY(decision, card)
) STRICT, WITHOUT ROWID;
CREATE INDEX judged_card ON judged(card);
CREATE VIEW corrected AS
  SELECT c.card, c.field, c.was, c.now, c.evidence, c.confidence, c.source, d.made
  FROM corrections c JOIN decisions d ON d.id = c.decision
  WHERE d.undone IS NULL AND d.id >= coalesce((SELECT max(l.id) FROM decisions l
    JOIN judged j ON j.decision = l.id WHERE j.card = c.card AND l.undone IS NULL), 0)
  ORDER BY c.decision, c.position;
CREATE TABLE decision_forgotten(
  -- Rows of 'forgotten' that a decision of the kind 'edit' made, as they were before.
  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  until INTEGER, -- its decision; NULL: there was no such row
  PRIMARY KEY(decision, kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE learned(
  -- What the contacts teach, counted once; empty: to be counted.  Nothing of a contact that
  -- was changed or removed stays in it.
  position INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL, -- organization, domain, title, town, country, from 0
  text TEXT NOT NULL, organization TEXT,
  contacts INTEGER NOT NULL, corrected INTEGER NOT NULL, last TEXT
) STRICT;
CREATE TABLE days(
  -- When the book was opened to be written, once a day, by the clock of that time: what was
  -- decided can be undone until such a day and another are over.
  opened TEXT PRIMARY KEY -- UTC
) STRICT, WITHOUT ROWID;
CREATE TABLE version_meetings(
  -- A person is met more than once: the meetings before the last, which is the version's own
  -- and has position 0.
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK(position > 0),
  meeting INTEGER NOT NULL REFERENCES meetings,
  PRIMARY KEY(version, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_meetings_meeting ON version_meetings(meeting);
CREATE VIEW met AS
  -- One row for each meeting of each contact, the last at position 0; an interface, as
  -- 'contacts' is.
  SELECT p.id AS contact, v.name, v.organization, x.position,
    coalesce(m.origin, m.id) AS meeting, m.event, m.met_on, m.introduced_by, m.note,
    m.send_follow_up, m.followed_up,
    m.send_follow_up AND m.followed_up IS NULL AS to_write
  FROM people p JOIN versions v ON v.id = p.version
  JOIN (SELECT id AS version, 0 AS position, meeting FROM versions
    UNION ALL SELECT version, position, meeting FROM version_meetings) x ON x.version = v.id
  JOIN meetings m ON m.id = x.meeting
  WHERE p.removed IS NULL;
CREATE VIEW contacts AS
  -- One row for each contact: the interface for sqlite3 and reports.  A single value is the
  -- first of its list; lists are joined by ', '.  The meeting is the last, the others are in
  -- the view 'met'; to_write: somebody is still to be written to after one of them.
  SELECT p.id, p.uid, v.name, v.given, v.family, v.organization, v.department,
    (SELECT title FROM titles WHERE version = v.id AND position = 0) AS title,
    (SELECT email FROM emails WHERE version = v.id AND position = 0) AS email,
    (SELECT group_concat(email, ', ') FROM
      (SELECT email FROM emails WHERE version = v.id ORDER BY position)) AS emails,
    (SELECT coalesce(e164, value) FROM phones
      WHERE version = v.id AND type <> 'fax' ORDER BY position LIMIT 1) AS phone,
    (SELECT group_concat(type || ' ' || coalesce(e164, value)
        || coalesce(' ext. ' || extension, ''), ', ') FROM
      (SELECT * FROM phones WHERE version = v.id ORDER BY position)) AS phones,
    (SELECT url FROM urls WHERE version = v.id AND position = 0) AS url,
    (SELECT address FROM addresses WHERE version = v.id AND position = 0) AS address,
    m.event, m.met_on, m.introduced_by,
    (SELECT group_concat(tag, ', ') FROM
      (SELECT tag FROM meeting_tags WHERE meeting = m.id ORDER BY position)) AS tags,
    m.note, m.send_follow_up, p.created, p.changed,
    m.followed_up, v.pronouns,
    (m.send_follow_up AND m.followed_up IS NULL) OR EXISTS (SELECT 1 FROM version_meetings x
      JOIN meetings o ON o.id = x.meeting WHERE x.version = v.id AND o.send_follow_up
      AND o.followed_up IS NULL) AS to_write,
    1 + (SELECT count(*) FROM version_meetings x WHERE x.version = v.id) AS meetings
  FROM people p JOIN versions v ON v.id = p.version JOIN meetings m ON m.id = v.meeting
  WHERE p.removed IS NULL
  ORDER BY v.sort_key, p.id;
CREATE TABLE follow_ups(
  -- What was done about writing to somebody, in order.  What holds now is in the meeting.
  id INTEGER PRIMARY KEY,
  meeting INTEGER NOT NULL, -- the id of its first row
  state TEXT NOT NULL CHECK(state IN ('due', 'drafted', 'snoozed', 'sent', 'skipped')),
  until TEXT,               -- of 'snoozed', UTC
  made TEXT NOT NULL,       -- UTC
  decision INTEGER REFERENCES decisions ON DELETE SET NULL -- goes with it when it is undone
) STRICT;
CREATE INDEX follow_ups_meeting ON follow_ups(meeting);
CREATE INDEX follow_ups_decision ON follow_ups(decision);
CREATE TABLE synced(
  -- What a file of a folder of vCards and a contact last agreed on: see 'cardcat sync'.
  folder TEXT NOT NULL,     -- its absolute path
  name TEXT NOT NULL,       -- the file's
  uid TEXT NOT NULL,        -- the contact's, which may be gone since
  mark TEXT NOT NULL,       -- SHA-256 of the file
  version INTEGER NOT NULL, -- the contact's
  PRIMARY KEY(folder, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE twins(
  -- Two people who may be one, as they were compared last.  Not those of 'apart' and those
  -- who are not in the book: ask for them.
  a INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  similarity REAL NOT NULL, -- 0.8 to 1
  alike INTEGER NOT NULL,   -- what they have in common: flags
  PRIMARY KEY(a, b), CHECK(a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX twins_b ON twins(b);
CREATE TABLE apart(
  -- Two people who look like one and are two, as the user said.
  a INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  PRIMARY KEY(a, b), CHECK(a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX apart_b ON apart(b);
CREATE TABLE decision_apart(
  -- What a decision 'apart' found in that table.
  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  a INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  was INTEGER NOT NULL CHECK(was IN (0, 1)),
  PRIMARY KEY(decision, a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_apart_a ON decision_apart(a);
CREATE INDEX decision_apart_b ON decision_apart(b);
CREATE TABLE unmatched(
  -- People who were not compared with the others since they changed.
  person INTEGER PRIMARY KEY REFERENCES people ON DELETE CASCADE
) STRICT;
CREATE TABLE events(
  -- Where people are met.
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  place TEXT,
  starts TEXT CHECK(starts GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  ends TEXT CHECK(ends GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
, grp INTEGER REFERENCES groups) STRICT;
CREATE INDEX meetings_occasion ON meetings(occasion);
CREATE TABLE decision_events(
  -- Events that a decision 'event' changed, as they were before.
  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  name TEXT NOT NULL, place TEXT, starts TEXT, ends TEXT, grp INTEGER REFERENCES groups ON DELETE SET NULL,
  PRIMARY KEY(decision, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_events_event ON decision_events(event);
CREATE TABLE tag_intervals(
  -- How often one wants to be in touch with everybody who has a tag.
  tag TEXT PRIMARY KEY COLLATE NOCASE,
  interval TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE decision_tags(
  -- What a decision found in that table; NULL: nothing.
  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  tag TEXT NOT NULL COLLATE NOCASE,
  interval TEXT,
  PRIMARY KEY(decision, tag)
) STRICT, WITHOUT ROWID;
CREATE TABLE links(
  -- Whom a person knows, or was introduced by.
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN ('knows', 'introduced by')),
  uid TEXT,           -- the other's, who may be gone since; NULL: a name alone
  name TEXT NOT NULL, -- what the other was called when it was made
  PRIMARY KEY(version, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_uid ON links(uid);
CREATE TABLE groups(
  -- People who belong together: an association, a meetup.
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  place TEXT, note TEXT
) STRICT;
CREATE TABLE members(
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  grp INTEGER NOT NULL REFERENCES groups,
  PRIMARY KEY(version, grp)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_grp ON members(grp);
CREATE INDEX events_grp ON events(grp);
CREATE INDEX decision_events_grp ON decision_events(grp);
CREATE TABLE decision_groups(
  -- Groups that a decision changed, as they were before.
  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  grp INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
  name TEXT NOT NULL, place TEXT, note TEXT,
  PRIMARY KEY(decision, grp)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_groups_grp ON decision_groups(grp);
CREATE VIEW group_people AS
  -- Who belongs to which group: as a member, or met at one of its events.
  SELECT g.id AS grp, g.name, p.id AS person FROM groups g JOIN members b ON b.grp = g.id
    JOIN people p ON p.version = b.version WHERE p.removed IS NULL
  UNION SELECT g.id, g.name, p.id FROM groups g JOIN events e ON e.grp = g.id
    JOIN meetings m ON m.occasion = e.id JOIN versions v ON v.meeting = m.id
    JOIN people p ON p.version = v.id WHERE p.removed IS NULL
  UNION SELECT g.id, g.name, p.id FROM groups g JOIN events e ON e.grp = g.id
    JOIN meetings m ON m.occasion = e.id JOIN version_meetings x ON x.meeting = m.id
    JOIN people p ON p.version = x.version WHERE p.removed IS NULL;
CREATE TABLE wants(
  -- Whom one wishes to meet: persons, firms, fields, projects.
  id INTEGER PRIMARY KEY,
  words TEXT NOT NULL,
  why TEXT,
  made TEXT NOT NULL, -- UTC
  removed TEXT        -- UTC; NULL: it stands
) STRICT;
CREATE TABLE decision_wants(
  -- What a decision found in the column 'removed'; one that it made: when that was.
  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  want INTEGER NOT NULL REFERENCES wants ON DELETE CASCADE,
  removed TEXT,
  PRIMARY KEY(decision, want)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_wants_want ON decision_wants(want);
CREATE TABLE chapters(
  -- Former jobs, the last first; the first and the last day on which each was known.
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  position INTEGER NOT NULL,
  organization TEXT, department TEXT, title TEXT,
  since TEXT, until TEXT,
  PRIMARY KEY(version, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE portraits(
  -- Pictures that came with contacts from elsewhere; cards have their own.
  id INTEGER PRIMARY KEY,
  came TEXT NOT NULL UNIQUE, -- SHA-256 of the file that came
  sha256 TEXT NOT NULL,      -- of the picture that is kept of it
  picture BLOB NOT NULL      -- a JPEG file
) STRICT;
CREATE INDEX versions_portrait ON versions(portrait);
CREATE VIEW listing AS
  -- What a list shows of everybody in the book.
  SELECT v.sort_key, p.uid, p.id, v.name, v.organization,
    (SELECT email FROM emails WHERE version = v.id ORDER BY position LIMIT 1) AS email,
    (SELECT coalesce(e164, value) FROM phones WHERE version = v.id
      ORDER BY position LIMIT 1) AS phone,
    (SELECT extension FROM phones WHERE version = v.id
      ORDER BY position LIMIT 1) AS extension
  FROM people p JOIN versions v ON v.id = p.version WHERE p.removed IS NULL;
CREATE TABLE listed(
  -- The same, kept in the order of names: the rows that it is of lie far apart, and to read a
  -- list from them takes several times as long.
  sort_key TEXT NOT NULL, uid TEXT NOT NULL,
  id INTEGER NOT NULL UNIQUE REFERENCES people ON DELETE CASCADE,
  name TEXT, organization TEXT, email TEXT, phone TEXT, extension TEXT,
  PRIMARY KEY(sort_key, uid)
) STRICT, WITHOUT ROWID;
INSERT INTO photos(id, sha256, path, taken, state, message, added) VALUES(1, '0000000000000000000000000000000000000000000000000000000000000001', 'photos/IMG 1.jpg', '2026-03-01T09:30:00', 'read', NULL, '2026-03-01T10:00:00Z');
INSERT INTO photos(id, sha256, path, taken, state, message, added) VALUES(2, '0000000000000000000000000000000000000000000000000000000000000002', 'photos/IMG 2.jpg', NULL, 'read', NULL, '2026-03-01T10:00:01Z');
INSERT INTO photos(id, sha256, path, taken, state, message, added) VALUES(3, '0000000000000000000000000000000000000000000000000000000000000003', '-', NULL, 'read', NULL, '2026-03-01T10:00:02Z');
INSERT INTO photos(id, sha256, path, taken, state, message, added) VALUES(4, '0000000000000000000000000000000000000000000000000000000000000004', 'photos/IMG 4.jpg', NULL, 'failed', 'it shows no card', '2026-03-01T10:00:03Z');
INSERT INTO meetings(id, event, met_on, introduced_by, note, send_follow_up, followed_up, origin, drafted, snoozed_until, occasion, taken_on) VALUES(1, 'Glass fair', '2026-03-01', 'Zoë Ng', 'two lines
of it', 1, '2026-03-02T08:00:00Z', NULL, '2026-03-02T07:00:00Z', '2026-03-03T07:00:00Z', NULL, '2026-02-27');
INSERT INTO meetings(id, event, met_on, introduced_by, note, send_follow_up, followed_up, origin, drafted, snoozed_until, occasion, taken_on) VALUES(2, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 8, NULL);
INSERT INTO meetings(id, event, met_on, introduced_by, note, send_follow_up, followed_up, origin, drafted, snoozed_until, occasion, taken_on) VALUES(3, 'Lens day', '2025-04-02', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO meetings(id, event, met_on, introduced_by, note, send_follow_up, followed_up, origin, drafted, snoozed_until, occasion, taken_on) VALUES(4, 'Lens day', '2025-04-03', NULL, NULL, 0, NULL, 3, NULL, NULL, NULL, NULL);
INSERT INTO meeting_tags(meeting, position, tag) VALUES(1, 0, 'glass');
INSERT INTO meeting_tags(meeting, position, tag) VALUES(1, 1, 'optics');
INSERT INTO people(id, uid, version, removed, created, changed) VALUES(1, '11111111-1111-4111-8111-111111111111', 2, NULL, '2026-03-01T10:05:00Z', '2026-03-01T10:07:00Z');
INSERT INTO people(id, uid, version, removed, created, changed) VALUES(2, '22222222-2222-4222-8222-222222222222', 3, '2026-03-01T10:09:00Z', '2026-03-01T10:06:00Z', '2026-03-01T10:09:00Z');
INSERT INTO people(id, uid, version, removed, created, changed) VALUES(3, '33333333-3333-4333-8333-333333333333', NULL, NULL, '2026-03-01T10:08:00Z', '2026-03-01T10:08:00Z');
INSERT INTO versions(id, person, meeting, name, prefix, given, middle, family, suffix, organization, department, sort_key, pronouns, keep_in_touch, in_touch, quiet_until, since, portrait) VALUES(1, 1, 1, 'Ada Beck', NULL, 'Ada', NULL, 'Beck', NULL, NULL, NULL, 'beckada', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO versions(id, person, meeting, name, prefix, given, middle, family, suffix, organization, department, sort_key, pronouns, keep_in_touch, in_touch, quiet_until, since, portrait) VALUES(2, 1, 1, 'Dr. Ada M. Beck, PhD', 'Dr.', 'Ada', 'M.', 'Beck', 'PhD', 'Beck''s & Söhne', 'Glass', 'beckada', 'she/her', '3 months', '2026-02-20', '2026-03-04T07:00:00Z', '2026-02-01', 4);
INSERT INTO versions(id, person, meeting, name, prefix, given, middle, family, suffix, organization, department, sort_key, pronouns, keep_in_touch, in_touch, quiet_until, since, portrait) VALUES(3, 2, 2, 'Omar Haddad', NULL, 'Omar', NULL, 'Haddad', NULL, NULL, NULL, 'haddadomar', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO versions(id, person, meeting, name, prefix, given, middle, family, suffix, organization, department, sort_key, pronouns, keep_in_touch, in_touch, quiet_until, since, portrait) VALUES(4, 3, 2, 'Lin Wu', NULL, 'Lin', NULL, 'Wu', NULL, NULL, NULL, 'wulin', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO titles(version, position, title) VALUES(2, 0, 'Head of Optics');
INSERT INTO titles(version, position, title) VALUES(2, 1, 'Founder');
INSERT INTO emails(version, position, email, key) VALUES(2, 0, 'ada@beck.example', 'ada@beck.example');
INSERT INTO emails(version, position, email, key) VALUES(3, 0, 'Omar@Haddad.example', 'omar@haddad.example');
INSERT INTO phones(version, position, type, value, e164, extension, key) VALUES(2, 0, 'work', '+1 415 555 0123 ext. 7', '+14155550123', '7', '4155550123');
INSERT INTO phones(version, position, type, value, e164, extension, key) VALUES(2, 1, 'fax', '555 0124', NULL, NULL, '5550124');
INSERT INTO urls(version, position, url) VALUES(2, 0, 'beck.example');
INSERT INTO addresses(version, position, address, street, locality, region, postcode, country) VALUES(2, 0, '1 Main St, Springfield, IL 62701', '1 Main St', 'Springfield', 'IL', '62701', 'US');
INSERT INTO notes(version, position, note) VALUES(2, 0, 'By appointment');
INSERT INTO cards(id, photo, number, state, reading, picture, meeting, person) VALUES(1, 1, 1, 'saved', '{"schema": "cardcat.reading/1", "source": {"path": "photos/IMG 1.jpg", "sha256": "0000000000000000000000000000000000000000000000000000000000000001", "card": 1, "cards": 1, "taken": null}, "corners": [[0, 0], [300, 0], [300, 200], [0, 200]], "contact": {"name": {"full": "Ada Beck", "prefix": null, "given": "Ada", "middle": null, "family": "Beck", "suffix": null}, "organization": "Beck''s & Söhne", "department": null, "titles": [], "emails": ["ada@beck.example"], "phones": [], "urls": [], "addresses": [], "notes": []}, "evidence": [], "confidence": 0.5, "text": "Ada Beck", "lines": [], "width": 300, "height": 200}', X'FFD8FFE000104A46494600FFD9', 1, 1);
INSERT INTO cards(id, photo, number, state, reading, picture, meeting, person) VALUES(2, 2, 1, 'saved', '{"schema": "cardcat.reading/1", "source": {"path": "photos/IMG 2.jpg", "sha256": "0000000000000000000000000000000000000000000000000000000000000002", "card": 1, "cards": 1, "taken": null}, "corners": [[0, 0], [300, 0], [300, 200], [0, 200]], "contact": {"name": {"full": "Omar Haddad", "prefix": null, "given": "Omar", "middle": null, "family": "Haddad", "suffix": null}, "organization": null, "department": null, "titles": [], "emails": [], "phones": [], "urls": [], "addresses": [], "notes": []}, "evidence": [], "confidence": 0.5, "text": "Omar Haddad", "lines": [], "width": 300, "height": 200}', NULL, 2, 2);
INSERT INTO cards(id, photo, number, state, reading, picture, meeting, person) VALUES(3, 3, 1, 'to review', '{"schema": "cardcat.reading/1", "source": {"path": "photos/IMG 3.jpg", "sha256": "0000000000000000000000000000000000000000000000000000000000000003", "card": 1, "cards": 1, "taken": null}, "corners": [[0, 0], [300, 0], [300, 200], [0, 200]], "contact": {"name": {"full": "Lin Wu", "prefix": null, "given": "Lin", "middle": null, "family": "Wu", "suffix": null}, "organization": null, "department": null, "titles": [], "emails": [], "phones": [], "urls": [], "addresses": [], "notes": []}, "evidence": [], "confidence": 0.5, "text": "Lin Wu", "lines": [], "width": 300, "height": 200}', X'FFD8FFD9', 2, NULL);
INSERT INTO decisions(id, kind, subject, made, undone, of_card, what) VALUES(1, 'save', 'Ada Beck', '2026-03-01T10:05:00Z', NULL, NULL, NULL);
INSERT INTO decisions(id, kind, subject, made, undone, of_card, what) VALUES(2, 'save', 'Omar Haddad', '2026-03-01T10:06:00Z', NULL, NULL, NULL);
INSERT INTO decisions(id, kind, subject, made, undone, of_card, what) VALUES(3, 'edit', 'Dr. Ada M. Beck, PhD', '2026-03-01T10:07:00Z', NULL, NULL, 'met');
INSERT INTO decisions(id, kind, subject, made, undone, of_card, what) VALUES(4, 'save', 'Lin Wu', '2026-03-01T10:08:00Z', '2026-03-01T10:08:30Z', NULL, NULL);
INSERT INTO decisions(id, kind, subject, made, undone, of_card, what) VALUES(5, 'remove', 'Omar Haddad', '2026-03-01T10:09:00Z', NULL, NULL, NULL);
INSERT INTO decisions(id, kind, subject, made, undone, of_card, what) VALUES(6, 'edit', 'Omar Haddad', '2026-03-01T10:10:00Z', NULL, 'swap', NULL);
INSERT INTO decision_people(decision, person, version, removed, changed) VALUES(1, 1, NULL, NULL, '2026-03-01T10:05:00Z');
INSERT INTO decision_people(decision, person, version, removed, changed) VALUES(2, 2, NULL, NULL, '2026-03-01T10:06:00Z');
INSERT INTO decision_people(decision, person, version, removed, changed) VALUES(3, 1, 1, NULL, '2026-03-01T10:05:00Z');
INSERT INTO decision_people(decision, person, version, removed, changed) VALUES(4, 3, NULL, NULL, '2026-03-01T10:08:00Z');
INSERT INTO decision_people(decision, person, version, removed, changed) VALUES(5, 2, 3, NULL, '2026-03-01T10:06:00Z');
INSERT INTO decision_cards(decision, card, state, person, meeting) VALUES(1, 1, 'to review', NULL, 1);
INSERT INTO decision_cards(decision, card, state, person, meeting) VALUES(2, 2, 'to review', NULL, 2);
INSERT INTO decision_cards(decision, card, state, person, meeting) VALUES(4, 3, 'to review', NULL, 2);
INSERT INTO corrections(decision, position, card, field, was, now, evidence, confidence, source) VALUES(1, 0, 1, 'emails[0]', 'ada@beck,example', 'ada@beck.example', 'ada@beck,example', 0.5, 'ocr');
INSERT INTO search(rowid, name, other) VALUES(1, 'dr ada m beck phd', 'beck s sohne head of optics ada beck example 4155550123 glass fair');
INSERT INTO drafts(card, contact, meeting) VALUES(3, '{"name": {"full": "Lin Wu", "prefix": null, "given": "Lin", "middle": null, "family": "Wu", "suffix": null}, "organization": null, "department": null, "titles": [], "emails": [], "phones": [], "urls": [], "addresses": [], "notes": []}', 2);
INSERT INTO backs(card, photo, picture) VALUES(2, 3, X'FFD8FFD9');
INSERT INTO decision_readings(decision, card, photo, number, reading, picture, back_photo, back_picture, made) VALUES(6, 2, 2, 1, '{}', X'FFD8FFD9', 3, NULL, NULL);
INSERT INTO forgotten(kind, key, decision) VALUES('title', '000000000000000000000000000000000000000000000000000000000000004d', 6);
INSERT INTO judged(decision, card) VALUES(1, 1);
INSERT INTO judged(decision, card) VALUES(2, 2);
INSERT INTO decision_forgotten(decision, kind, key, until) VALUES(6, 'title', '000000000000000000000000000000000000000000000000000000000000004d', NULL);
INSERT INTO learned(position, kind, text, organization, contacts, corrected, last) VALUES(0, 2, 'Founder', NULL, 1, 1, '2026-03-01T10:07:00Z');
INSERT INTO days(opened) VALUES('2026-02-27T09:00:00Z');
INSERT INTO days(opened) VALUES('2026-03-01T09:00:00Z');
INSERT INTO version_meetings(version, position, meeting) VALUES(2, 1, 4);
INSERT INTO follow_ups(id, meeting, state, until, made, decision) VALUES(1, 1, 'drafted', NULL, '2026-03-02T07:00:00Z', NULL);
INSERT INTO follow_ups(id, meeting, state, until, made, decision) VALUES(2, 1, 'snoozed', '2026-03-03T07:00:00Z', '2026-03-02T07:30:00Z', 4);
INSERT INTO synced(folder, name, uid, mark, version) VALUES('/home/ada/cards', 'b.vcf', '00000000-0000-4000-8000-000000000001', '0000000000000000000000000000000000000000000000000000000000000009', 1);
INSERT INTO twins(a, b, similarity, alike) VALUES(1, 2, 0.9, 1);
INSERT INTO apart(a, b) VALUES(1, 2);
INSERT INTO decision_apart(decision, a, b, was) VALUES(3, 1, 2, 0);
INSERT INTO unmatched(person) VALUES(1);
INSERT INTO events(id, name, place, starts, ends, grp) VALUES(8, 'Optics week', 'Aarhus', '2026-05-01', '2026-05-03', 5);
INSERT INTO decision_events(decision, event, name, place, starts, ends, grp) VALUES(3, 8, 'Optics', NULL, NULL, NULL, 5);
INSERT INTO tag_intervals(tag, interval) VALUES('optics', '6 weeks');
INSERT INTO decision_tags(decision, tag, interval) VALUES(3, 'optics', NULL);
INSERT INTO decision_tags(decision, tag, interval) VALUES(4, 'light', '1 year');
INSERT INTO links(version, position, kind, uid, name) VALUES(2, 0, 'knows', '00000000-0000-4000-8000-000000000002', 'Omar Haddad');
INSERT INTO links(version, position, kind, uid, name) VALUES(2, 1, 'introduced by', NULL, 'Lise Holm');
INSERT INTO groups(id, name, place, note) VALUES(5, 'Lens makers', 'Aarhus', 'each spring');
INSERT INTO members(version, grp) VALUES(2, 5);
INSERT INTO decision_groups(decision, grp, name, place, note) VALUES(3, 5, 'Lenses', NULL, NULL);
INSERT INTO wants(id, words, why, made, removed) VALUES(1, 'glass blowing', 'for the museum', '2026-03-01T10:11:00Z', NULL);
INSERT INTO wants(id, words, why, made, removed) VALUES(2, 'Lise Holm', NULL, '2026-03-01T10:12:00Z', '2026-03-01T10:13:00Z');
INSERT INTO decision_wants(decision, want, removed) VALUES(4, 2, NULL);
INSERT INTO chapters(version, position, organization, department, title, since, until) VALUES(2, 0, 'Former Optics', 'Lenses', 'Grinder', '2020-01-01', '2026-01-31');
INSERT INTO portraits(id, came, sha256, picture) VALUES(4, '000000000000000000000000000000000000000000000000000000000000000c', '000000000000000000000000000000000000000000000000000000000000000d', X'FFD8FFD9');
INSERT INTO listed(sort_key, uid, id, name, organization, email, phone, extension) VALUES('beckada', '11111111-1111-4111-8111-111111111111', 1, 'Dr. Ada M. Beck, PhD', 'Beck''s & Söhne', 'ada@beck.example', '+14155550123', '7');
CREATE TRIGGER learned_decided AFTER INSERT ON decisions BEGIN DELETE FROM learned; END;
CREATE TRIGGER learned_undone AFTER UPDATE OF undone ON decisions
  BEGIN DELETE FROM learned; END;
CREATE TRIGGER learned_changed AFTER UPDATE ON people BEGIN DELETE FROM learned; END;
CREATE TRIGGER learned_gone AFTER DELETE ON people BEGIN DELETE FROM learned; END;
CREATE TRIGGER listed_changed AFTER UPDATE OF version, removed ON people BEGIN
  DELETE FROM listed WHERE id = new.id;
  INSERT INTO listed SELECT * FROM listing WHERE id = new.id;
END;
PRAGMA application_id = 1667330660;
PRAGMA user_version = 20;
