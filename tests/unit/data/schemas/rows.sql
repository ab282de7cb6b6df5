-- The rows of the books in this folder: after "version N" come those for what version N added.
-- People: 1 Ada Beck, in the book; 2 Omar Haddad, removed; 3 whose saving was undone.
-- Cards: 1 saved as Ada, 2 saved as Omar, 3 to review.  Nothing of them is over by the days of version 8.
-- version 1
INSERT INTO photos(id, sha256, path, taken, state, message, added) VALUES
  (1, '0000000000000000000000000000000000000000000000000000000000000001', 'photos/IMG 1.jpg', '2026-03-01T09:30:00', 'read', NULL, '2026-03-01T10:00:00Z'),
  (2, '0000000000000000000000000000000000000000000000000000000000000002', 'photos/IMG 2.jpg', NULL, 'read', NULL, '2026-03-01T10:00:01Z'),
  (3, '0000000000000000000000000000000000000000000000000000000000000003', '-', NULL, 'read', NULL, '2026-03-01T10:00:02Z'),
  (4, '0000000000000000000000000000000000000000000000000000000000000004', 'photos/IMG 4.jpg', NULL, 'failed', 'it shows no card', '2026-03-01T10:00:03Z');
INSERT INTO meetings(id, event, met_on, introduced_by, note, send_follow_up) VALUES
  (1, 'Glass fair', '2026-03-01', 'Zoë Ng', 'two lines' || char(10) || 'of it', 1),
  (2, NULL, NULL, NULL, NULL, 0);
INSERT INTO meeting_tags(meeting, position, tag) VALUES (1, 0, 'glass'), (1, 1, 'optics');
PRAGMA foreign_keys = OFF;
INSERT INTO people(id, uid, version, removed, created, changed) VALUES
  (1, '11111111-1111-4111-8111-111111111111', 2, NULL, '2026-03-01T10:05:00Z', '2026-03-01T10:07:00Z'),
  (2, '22222222-2222-4222-8222-222222222222', 3, '2026-03-01T10:09:00Z', '2026-03-01T10:06:00Z', '2026-03-01T10:09:00Z'),
  (3, '33333333-3333-4333-8333-333333333333', NULL, NULL, '2026-03-01T10:08:00Z', '2026-03-01T10:08:00Z');
INSERT INTO versions(id, person, meeting, name, prefix, given, middle, family, suffix, organization, department, sort_key) VALUES
  (1, 1, 1, 'Ada Beck', NULL, 'Ada', NULL, 'Beck', NULL, NULL, NULL, 'beckada'),
  (2, 1, 1, 'Dr. Ada M. Beck, PhD', 'Dr.', 'Ada', 'M.', 'Beck', 'PhD', 'Beck''s & Söhne', 'Glass', 'beckada'),
  (3, 2, 2, 'Omar Haddad', NULL, 'Omar', NULL, 'Haddad', NULL, NULL, NULL, 'haddadomar'),
  (4, 3, 2, 'Lin Wu', NULL, 'Lin', NULL, 'Wu', NULL, NULL, NULL, 'wulin');
PRAGMA foreign_keys = ON;
INSERT INTO titles(version, position, title) VALUES (2, 0, 'Head of Optics'), (2, 1, 'Founder');
INSERT INTO emails(version, position, email, key) VALUES
  (2, 0, 'ada@beck.example', 'ada@beck.example'), (3, 0, 'Omar@Haddad.example', 'omar@haddad.example');
INSERT INTO phones(version, position, type, value, e164, extension, key) VALUES
  (2, 0, 'work', '+1 415 555 0123 ext. 7', '+14155550123', '7', '4155550123'),
  (2, 1, 'fax', '555 0124', NULL, NULL, '5550124');
INSERT INTO urls(version, position, url) VALUES (2, 0, 'beck.example');
INSERT INTO addresses(version, position, address, street, locality, region, postcode, country) VALUES
  (2, 0, '1 Main St, Springfield, IL 62701', '1 Main St', 'Springfield', 'IL', '62701', 'US');
INSERT INTO notes(version, position, note) VALUES (2, 0, 'By appointment');
INSERT INTO cards(id, photo, number, state, reading, picture, meeting, person) VALUES
  (1, 1, 1, 'saved', '{"schema": "cardcat.reading/1", "source": {"path": "photos/IMG 1.jpg", "sha256": "0000000000000000000000000000000000000000000000000000000000000001", "card": 1, "cards": 1, "taken": null}, "corners": [[0, 0], [300, 0], [300, 200], [0, 200]], "contact": {"name": {"full": "Ada Beck", "prefix": null, "given": "Ada", "middle": null, "family": "Beck", "suffix": null}, "organization": "Beck''s & Söhne", "department": null, "titles": [], "emails": ["ada@beck.example"], "phones": [], "urls": [], "addresses": [], "notes": []}, "evidence": [], "confidence": 0.5, "text": "Ada Beck", "lines": [], "width": 300, "height": 200}', x'ffd8ffe000104a46494600ffd9', 1, 1),
  (2, 2, 1, 'saved', '{"schema": "cardcat.reading/1", "source": {"path": "photos/IMG 2.jpg", "sha256": "0000000000000000000000000000000000000000000000000000000000000002", "card": 1, "cards": 1, "taken": null}, "corners": [[0, 0], [300, 0], [300, 200], [0, 200]], "contact": {"name": {"full": "Omar Haddad", "prefix": null, "given": "Omar", "middle": null, "family": "Haddad", "suffix": null}, "organization": null, "department": null, "titles": [], "emails": [], "phones": [], "urls": [], "addresses": [], "notes": []}, "evidence": [], "confidence": 0.5, "text": "Omar Haddad", "lines": [], "width": 300, "height": 200}', NULL, 2, 2),
  (3, 3, 1, 'to review', '{"schema": "cardcat.reading/1", "source": {"path": "photos/IMG 3.jpg", "sha256": "0000000000000000000000000000000000000000000000000000000000000003", "card": 1, "cards": 1, "taken": null}, "corners": [[0, 0], [300, 0], [300, 200], [0, 200]], "contact": {"name": {"full": "Lin Wu", "prefix": null, "given": "Lin", "middle": null, "family": "Wu", "suffix": null}, "organization": null, "department": null, "titles": [], "emails": [], "phones": [], "urls": [], "addresses": [], "notes": []}, "evidence": [], "confidence": 0.5, "text": "Lin Wu", "lines": [], "width": 300, "height": 200}', x'ffd8ffd9', 2, NULL);
INSERT INTO decisions(id, kind, subject, made, undone) VALUES
  (1, 'save', 'Ada Beck', '2026-03-01T10:05:00Z', NULL),
  (2, 'save', 'Omar Haddad', '2026-03-01T10:06:00Z', NULL),
  (3, 'edit', 'Dr. Ada M. Beck, PhD', '2026-03-01T10:07:00Z', NULL),
  (4, 'save', 'Lin Wu', '2026-03-01T10:08:00Z', '2026-03-01T10:08:30Z'),
  (5, 'remove', 'Omar Haddad', '2026-03-01T10:09:00Z', NULL);
INSERT INTO decision_people(decision, person, version, removed, changed) VALUES
  (1, 1, NULL, NULL, '2026-03-01T10:05:00Z'), (2, 2, NULL, NULL, '2026-03-01T10:06:00Z'),
  (3, 1, 1, NULL, '2026-03-01T10:05:00Z'), (4, 3, NULL, NULL, '2026-03-01T10:08:00Z'),
  (5, 2, 3, NULL, '2026-03-01T10:06:00Z');
INSERT INTO decision_cards(decision, card, state, person, meeting) VALUES
  (1, 1, 'to review', NULL, 1), (2, 2, 'to review', NULL, 2), (4, 3, 'to review', NULL, 2);
INSERT INTO corrections(decision, position, card, field, was, now, evidence, confidence, source) VALUES
  (1, 0, 1, 'emails[0]', 'ada@beck,example', 'ada@beck.example', 'ada@beck,example', 0.5, 'ocr');
INSERT INTO search(rowid, name, other) VALUES
  (1, 'dr ada m beck phd', 'beck s sohne head of optics ada beck example 4155550123 glass fair');
-- version 2
INSERT INTO drafts(card, contact, meeting) VALUES
  (3, '{"name": {"full": "Lin Wu", "prefix": null, "given": "Lin", "middle": null, "family": "Wu", "suffix": null}, "organization": null, "department": null, "titles": [], "emails": [], "phones": [], "urls": [], "addresses": [], "notes": []}', 2);
-- version 3
INSERT INTO backs(card, photo, picture) VALUES (2, 3, x'ffd8ffd9');
-- version 4
UPDATE meetings SET followed_up = '2026-03-02T08:00:00Z' WHERE id = 1;
INSERT INTO decisions(id, kind, subject, made, undone, of_card) VALUES
  (6, 'edit', 'Omar Haddad', '2026-03-01T10:10:00Z', NULL, 'swap');
INSERT INTO decision_readings(decision, card, photo, number, reading, picture, back_photo, back_picture, made) VALUES
  (6, 2, 2, 1, '{}', x'ffd8ffd9', 3, NULL, NULL);
-- version 5
INSERT INTO forgotten(kind, key, decision) VALUES ('title', '000000000000000000000000000000000000000000000000000000000000004d', 6);
-- version 6
INSERT INTO judged(decision, card) VALUES (1, 1), (2, 2);
INSERT INTO decision_forgotten(decision, kind, key, until) VALUES (6, 'title', '000000000000000000000000000000000000000000000000000000000000004d', NULL);
INSERT INTO learned(position, kind, text, organization, contacts, corrected, last) VALUES
  (0, 2, 'Founder', NULL, 1, 1, '2026-03-01T10:07:00Z');
-- version 7
UPDATE versions SET pronouns = 'she/her' WHERE id = 2;
-- version 8
INSERT INTO days(opened) VALUES ('2026-02-27T09:00:00Z'), ('2026-03-01T09:00:00Z');
-- version 9
INSERT INTO meetings(id, event, met_on, send_follow_up, origin) VALUES
  (3, 'Lens day', '2025-04-02', 0, NULL), (4, 'Lens day', '2025-04-03', 0, 3);
INSERT INTO version_meetings(version, position, meeting) VALUES (2, 1, 4);
UPDATE decisions SET what = 'met' WHERE id = 3;
-- version 10
UPDATE meetings SET drafted = '2026-03-02T07:00:00Z', snoozed_until = '2026-03-03T07:00:00Z' WHERE id = 1;
INSERT INTO follow_ups(id, meeting, state, until, made, decision) VALUES
  (1, 1, 'drafted', NULL, '2026-03-02T07:00:00Z', NULL), (2, 1, 'snoozed', '2026-03-03T07:00:00Z', '2026-03-02T07:30:00Z', 4);
-- version 11
INSERT INTO synced(folder, name, uid, mark, version)
  VALUES('/home/ada/cards', 'b.vcf', '00000000-0000-4000-8000-000000000001',
    '0000000000000000000000000000000000000000000000000000000000000009', 1);
-- version 12
INSERT INTO twins(a, b, similarity, alike) VALUES (1, 2, 0.9, 1);
INSERT INTO apart(a, b) VALUES (1, 2);
INSERT INTO decision_apart(decision, a, b, was) VALUES (3, 1, 2, 0);
INSERT INTO unmatched(person) VALUES (1);
-- version 13
INSERT INTO events(id, name, place, starts, ends) VALUES (8, 'Optics week', 'Aarhus', '2026-05-01', '2026-05-03');
UPDATE meetings SET occasion = 8 WHERE id = 2;
INSERT INTO decision_events(decision, event, name, place, starts, ends) VALUES (3, 8, 'Optics', NULL, NULL, NULL);
-- version 14
UPDATE versions SET keep_in_touch = '3 months', in_touch = '2026-02-20', quiet_until = '2026-03-04T07:00:00Z' WHERE id = 2;
INSERT INTO tag_intervals(tag, interval) VALUES ('optics', '6 weeks');
INSERT INTO decision_tags(decision, tag, interval) VALUES (3, 'optics', NULL), (4, 'light', '1 year');
-- version 15
INSERT INTO links(version, position, kind, uid, name) VALUES
  (2, 0, 'knows', '00000000-0000-4000-8000-000000000002', 'Omar Haddad'), (2, 1, 'introduced by', NULL, 'Lise Holm');
-- version 16
INSERT INTO groups(id, name, place, note) VALUES (5, 'Lens makers', 'Aarhus', 'each spring');
INSERT INTO members(version, grp) VALUES (2, 5);
UPDATE events SET grp = 5 WHERE id = 8;
UPDATE decision_events SET grp = 5 WHERE decision = 3;
INSERT INTO decision_groups(decision, grp, name, place, note) VALUES (3, 5, 'Lenses', NULL, NULL);
-- version 17
INSERT INTO wants(id, words, why, made, removed) VALUES
  (1, 'glass blowing', 'for the museum', '2026-03-01T10:11:00Z', NULL), (2, 'Lise Holm', NULL, '2026-03-01T10:12:00Z', '2026-03-01T10:13:00Z');
INSERT INTO decision_wants(decision, want, removed) VALUES (4, 2, NULL);
-- version 18
UPDATE meetings SET met_on = coalesce(met_on, '2026-02-27'), taken_on = '2026-02-27' WHERE id = 1;
UPDATE versions SET since = '2026-02-01' WHERE id = 2;
INSERT INTO chapters(version, position, organization, department, title, since, until) VALUES
  (2, 0, 'Former Optics', 'Lenses', 'Grinder', '2020-01-01', '2026-01-31');
-- version 19
INSERT INTO portraits(id, came, sha256, picture) VALUES
  (4, '000000000000000000000000000000000000000000000000000000000000000c', '000000000000000000000000000000000000000000000000000000000000000d', x'ffd8ffd9');
UPDATE versions SET portrait = 4 WHERE id = 2;
-- version 20
INSERT INTO listed SELECT * FROM listing;
