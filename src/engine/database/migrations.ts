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
];
