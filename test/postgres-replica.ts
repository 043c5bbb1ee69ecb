import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import {
  newFolder,
  runAsServer,
  serve,
  startPostgres,
  type TestPostgres,
  writeAsServer,
} from "./postgres.ts";

/** A primary and a replica that streams from it, both real. */
export interface ReplicatedPostgres {
  readonly primary: TestPostgres;
  readonly replica: TestPostgres & {
    /** Lets the replica receive changes but not apply them, until `resumeReplay`. */
    pauseReplay(): Promise<void>;
    resumeReplay(): Promise<void>;
    /** Resolves when the replica has applied everything that the primary has written by now. */
    caughtUp(): Promise<void>;
  };
  /** Ends both and deletes their files. */
  stop(): Promise<void>;
}

/** Starts a primary, and a replica from a copy of its files: the package of the binaries has no pg_basebackup. */
export async function startReplicatedPostgres(): Promise<ReplicatedPostgres> {
  const primary = await startPostgres();
  const folder = newFolder();
  await copyFiles(primary, folder);
  const replica = await serve(folder);
  const ask = (sql: string) => askOnce(replica.connectionString, sql);
  return {
    primary,
    replica: {
      ...replica,
      pauseReplay: async () => void (await ask("SELECT pg_wal_replay_pause()")),
      resumeReplay: async () => void (await ask("SELECT pg_wal_replay_resume()")),
      async caughtUp() {
        const { lsn } = await askOnce(primary.connectionString, "SELECT pg_current_wal_lsn() AS lsn");
        while (!(await ask(`SELECT pg_last_wal_replay_lsn() >= '${lsn}' AS done`)).done);
      },
    },
    async stop() {
      await replica.stop();
      await primary.stop();
    },
  };
}

/** A base backup: the server is told when it begins and ends, and says what must lie beside the copy. */
async function copyFiles({ connectionString }: TestPostgres, folder: string): Promise<void> {
  const source = new URL(connectionString).searchParams.get("host")!;
  const target = join(folder, "data");
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query("SELECT pg_backup_start('replica', true)");
  await runAsServer(folder, "cp", ["-Rp", join(source, "data"), target]);
  const { rows } = await client.query<{ labelfile: string }>("SELECT * FROM pg_backup_stop(false)");
  await client.end();
  rmSync(join(target, "postmaster.pid"));
  writeAsServer(join(target, "backup_label"), rows[0]!.labelfile);
  writeAsServer(join(target, "standby.signal"), "");
  writeAsServer(
    join(target, "postgresql.auto.conf"),
    `primary_conninfo = 'host=${source} user=postgres'\nwal_retrieve_retry_interval = '100ms'\n`,
  );
}

async function askOnce(connectionString: string, sql: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}
