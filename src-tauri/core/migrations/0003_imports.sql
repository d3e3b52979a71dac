-- What a person's card came with: the vCard they were imported from, without what this app keeps elsewhere.
CREATE TABLE card_source (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  contact_id INTEGER NOT NULL UNIQUE REFERENCES contact (id),
  vcard TEXT NOT NULL CHECK (vcard <> ''),
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;

-- A person's picture: a JPEG in base64.
CREATE TABLE photo (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  contact_id INTEGER NOT NULL UNIQUE REFERENCES contact (id),
  jpeg TEXT NOT NULL CHECK (jpeg <> ''),
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;

-- When an application was sent, and where the job is described.
ALTER TABLE application ADD COLUMN applied_on TEXT;
ALTER TABLE application ADD COLUMN link TEXT NOT NULL DEFAULT '';

-- What was done to applications before can still be undone: the undo log tells rows apart by all their columns.
UPDATE undo_change
SET before = json_set(before, '$.applied_on', NULL, '$.link', ''),
    after = json_set(after, '$.applied_on', NULL, '$.link', '')
WHERE tbl = 'application';

-- Two people who look alike and are not the same: the user said so.
CREATE TABLE apart (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  first_id INTEGER NOT NULL REFERENCES contact (id),
  second_id INTEGER NOT NULL REFERENCES contact (id),
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  UNIQUE (first_id, second_id),
  CHECK (first_id < second_id)
) STRICT;
