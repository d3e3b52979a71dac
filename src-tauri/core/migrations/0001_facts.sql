-- The facts, the log that undoes them, and the ledger of deliveries.
-- Instants are whole seconds since 1970 in UTC; dates are ISO 8601 text. Ids are never used again.

CREATE TABLE setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;

CREATE TABLE company (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  address_as TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  company TEXT NOT NULL DEFAULT '',
  emails TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(emails)),
  phones TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(phones)),
  address TEXT NOT NULL DEFAULT '',
  website TEXT NOT NULL DEFAULT '',
  zone TEXT,
  only_channel TEXT CHECK (only_channel IN ('email', 'phone')),
  language TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;

CREATE TABLE application (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  company_id INTEGER NOT NULL REFERENCES company (id),
  role TEXT NOT NULL CHECK (role <> ''),
  lead_id INTEGER REFERENCES contact (id),
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;

CREATE TABLE interview (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  application_id INTEGER NOT NULL REFERENCES application (id),
  starts_at INTEGER NOT NULL,
  zone TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes > 0),
  follow_up_on TEXT,
  reply_promised_by TEXT,
  shared TEXT NOT NULL DEFAULT '',
  wished TEXT NOT NULL DEFAULT '',
  seeking TEXT NOT NULL DEFAULT '',
  strengths TEXT NOT NULL DEFAULT '',
  cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;
CREATE INDEX interview_application ON interview (application_id);

CREATE TABLE interviewer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  interview_id INTEGER NOT NULL REFERENCES interview (id),
  contact_id INTEGER NOT NULL REFERENCES contact (id),
  position INTEGER NOT NULL,
  spoke_about TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  UNIQUE (interview_id, contact_id)
) STRICT;
CREATE INDEX interviewer_contact ON interviewer (contact_id);

CREATE TABLE touch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  application_id INTEGER NOT NULL REFERENCES application (id),
  contact_id INTEGER REFERENCES contact (id),
  kind TEXT NOT NULL CHECK (kind IN ('thank_you', 'check_in', 'other')),
  channel TEXT NOT NULL CHECK (channel IN ('email', 'phone', 'other')),
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'spoke', 'voicemail', 'no_answer')),
  note TEXT NOT NULL DEFAULT '',
  step TEXT,
  guarded INTEGER NOT NULL DEFAULT 0 CHECK (guarded IN (0, 1)),
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;
CREATE INDEX touch_application ON touch (application_id);
CREATE INDEX touch_contact ON touch (contact_id);

CREATE TABLE reply (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  application_id INTEGER NOT NULL REFERENCES application (id),
  contact_id INTEGER REFERENCES contact (id),
  at INTEGER NOT NULL,
  meaning TEXT NOT NULL
    CHECK (meaning IN ('deciding', 'next_round', 'offer', 'rejected', 'accepted', 'withdrawn')),
  follow_up_on TEXT,
  reply_promised_by TEXT,
  stands TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reply_application ON reply (application_id);

CREATE TABLE skip (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  step TEXT NOT NULL,
  at INTEGER NOT NULL,
  planned_for TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;

CREATE TABLE snooze (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  step TEXT NOT NULL,
  until INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;

CREATE TABLE closure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  application_id INTEGER NOT NULL REFERENCES application (id),
  at INTEGER NOT NULL,
  outcome TEXT CHECK (outcome IN ('offer', 'rejected', 'accepted', 'withdrawn', 'let_rest')),
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
) STRICT;

-- What was deleted, so that a copy elsewhere can learn of it.
CREATE TABLE tombstone (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- One entry per thing the user did; its changes hold each row before and after, as JSON.
CREATE TABLE undo_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  undone_at INTEGER,
  -- The entry that this one took back; taking this one back does it again.
  reverts INTEGER REFERENCES undo_entry (id) ON DELETE SET NULL
) STRICT;

CREATE TABLE undo_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entry_id INTEGER NOT NULL REFERENCES undo_entry (id) ON DELETE CASCADE,
  tbl TEXT NOT NULL,
  row INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX undo_change_entry ON undo_change (entry_id);

-- Which reminders were claimed and posted. A fact: never rebuilt.
CREATE TABLE delivery (
  occurrence TEXT PRIMARY KEY,
  step TEXT NOT NULL,
  notice TEXT NOT NULL,
  planned_at INTEGER NOT NULL,
  -- Where the user was: the same reminder has another local date, and so another name, elsewhere.
  zone TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('posting', 'posted')),
  claimed_at INTEGER NOT NULL,
  posted_at INTEGER,
  server_id INTEGER,
  server_owner TEXT,
  closed_at INTEGER
) STRICT;
CREATE INDEX delivery_open ON delivery (notice) WHERE closed_at IS NULL;

-- Forms that were left before they were saved, as JSON; not a fact, and gone with saving.
CREATE TABLE unfinished (
  key TEXT PRIMARY KEY,
  form TEXT NOT NULL CHECK (json_valid(form)),
  at INTEGER NOT NULL
) STRICT;

-- How the reminders fare, told in the window: one row per subject.
CREATE TABLE health (
  subject TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- Derived from the facts, rebuilt with them: reminders to come, and the text people are searched by.
CREATE TABLE reminder (
  occurrence TEXT PRIMARY KEY,
  step TEXT NOT NULL,
  planned_at INTEGER NOT NULL,
  deliver_at INTEGER NOT NULL,
  ends_at INTEGER
) STRICT;
CREATE INDEX reminder_deliver_at ON reminder (deliver_at);

CREATE TABLE contact_search (
  contact_id INTEGER PRIMARY KEY,
  sort_key TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX contact_search_sort ON contact_search (sort_key, contact_id);
