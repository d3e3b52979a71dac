-- Templates the user changed or added. An original that was not changed has no row.
CREATE TABLE template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  -- That of an original, or one that the user chose.
  name TEXT NOT NULL CHECK (name <> ''),
  language TEXT NOT NULL CHECK (language <> ''),
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  UNIQUE (name, language)
) STRICT;
