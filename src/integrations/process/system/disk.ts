import { stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Host } from "../../../model/index.ts";
import { systemDiskTotal, systemDiskUsed } from "./metrics.ts";
import { fileSystems, readMounts } from "./mounts.ts";

/** How long a file system may take to answer before the others are asked without waiting for it. */
const LIMIT_MS = 1000;
/** More are not looked at: a machine that runs many containers has hundreds. */
const MAX_MOUNTS = 32;

/** How much of a file system is in use. */
export interface DiskUse {
  readonly usedBytes: number;
  readonly totalBytes: number;
}

/**
 * Measures the file systems one after the other, beside the thread that asks for it: one that hangs, as NFS does
 * without its server, delays nobody, shows what was known last, and is not asked again before it has answered.
 */
export class DiskMeter {
  readonly #host: Host;
  readonly #root: string;
  readonly #use: (folder: string) => Promise<DiskUse | undefined>;
  readonly #hanging = new Set<string>();
  #shown = new Set<string>();
  #pass: Promise<void> | undefined;
  #isClosed = false;

  /** @param use how a folder's file system is measured; undefined for what is no folder. */
  constructor(host: Host, root: string, use: (folder: string) => Promise<DiskUse | undefined> = diskUse) {
    this.#host = host;
    this.#root = root;
    this.#use = use;
  }

  /** Begins a pass, or joins the one under way. Never rejects. */
  measure(): Promise<void> {
    this.#pass ??= this.#measureAll().finally(() => {
      this.#pass = undefined;
    });
    return this.#pass;
  }

  close(): void {
    this.#isClosed = true;
  }

  async #measureAll(): Promise<void> {
    const sources = new Set<string>();
    const shown = new Set<string>();
    for (const { point, source } of fileSystems(readMounts(this.#root), process.cwd()).slice(0, MAX_MOUNTS)) {
      if (sources.has(source)) continue;
      const use = await this.#answer(point);
      if (this.#isClosed) return;
      if (use === undefined) continue;
      sources.add(source);
      shown.add(point);
      if (use !== "hangs") this.#show(point, use);
    }
    this.#forget([...this.#shown].filter((point) => !shown.has(point)));
    this.#shown = shown;
  }

  async #answer(point: string): Promise<DiskUse | "hangs" | undefined> {
    if (this.#hanging.has(point)) return "hangs";
    this.#hanging.add(point);
    const answer = this.#use(join(this.#root, point))
      .catch(() => undefined)
      .finally(() => this.#hanging.delete(point));
    const limit = Promise.withResolvers<"hangs">();
    const timer = setTimeout(() => limit.resolve("hangs"), LIMIT_MS);
    return Promise.race([answer, limit.promise]).finally(() => clearTimeout(timer));
  }

  #show(mount: string, { usedBytes, totalBytes }: DiskUse): void {
    const { recorder } = this.#host;
    recorder.gauge(systemDiskUsed).set({ mount }, usedBytes);
    recorder.gauge(systemDiskTotal).set({ mount }, totalBytes);
  }

  #forget(mounts: readonly string[]): void {
    const { recorder } = this.#host;
    for (const mount of mounts) {
      recorder.gauge(systemDiskUsed).remove({ mount });
      recorder.gauge(systemDiskTotal).remove({ mount });
    }
  }
}

async function diskUse(folder: string): Promise<DiskUse | undefined> {
  // Container runtimes mount single files, such as /etc/hosts.
  if (!(await stat(folder)).isDirectory()) return undefined;
  const { blocks, bfree, bsize } = await statfs(folder);
  return { usedBytes: (blocks - bfree) * bsize, totalBytes: blocks * bsize };
}
