/**
 * The steps that bring the file to what this version of Farol expects; `user_version` is how many it has had. A step
 * that was released is never changed: a new one is added.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE deployments (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     phase TEXT NOT NULL,
     version TEXT NOT NULL,
     revision TEXT,
     at_ms INTEGER NOT NULL,
     note TEXT
   ) STRICT;
   CREATE TABLE deployment_totals (phase TEXT PRIMARY KEY, recorded INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE notifier (
     kind TEXT NOT NULL,
     key TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     body TEXT NOT NULL,
     PRIMARY KEY (kind, key)
   ) STRICT;
   CREATE INDEX notifier_by_time ON notifier (kind, at_ms)`,
  `CREATE TABLE starts (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     at_ms INTEGER NOT NULL,
     version TEXT NOT NULL,
     revision TEXT NOT NULL,
     node TEXT NOT NULL,
     changed TEXT NOT NULL,
     salt TEXT NOT NULL,
     environment TEXT NOT NULL
   ) STRICT`,
  `CREATE TABLE resolutions (
     fingerprint TEXT NOT NULL,
     starts_at_ms INTEGER NOT NULL,
     at_ms INTEGER NOT NULL,
     author TEXT NOT NULL,
     note TEXT NOT NULL,
     PRIMARY KEY (fingerprint, starts_at_ms)
   ) STRICT;
   CREATE TABLE audit (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     at_ms INTEGER NOT NULL,
     client TEXT NOT NULL,
     action TEXT NOT NULL,
     details TEXT NOT NULL
   ) STRICT`,
  `ALTER TABLE resolutions ADD COLUMN alertname TEXT NOT NULL DEFAULT '';
   ALTER TABLE resolutions ADD COLUMN stands INTEGER NOT NULL DEFAULT 0`,
];
