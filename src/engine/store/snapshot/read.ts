import type { Family } from "../../../model/index.ts";
import { decodeChunk } from "../codec/chunk.ts";
import { Window } from "../codec/window.ts";
import { MemoryStore, type MemoryStoreOptions } from "../memory-store.ts";
import { SLAB_BYTES } from "../slabs.ts";
import { doublesAt, fromJsonBytes, type SeriesEntry, wordsAt } from "./content.ts";
import { SECTION_KINDS, type SectionKind, toSection } from "./section.ts";

export interface SnapshotRead {
  readonly store: MemoryStore;
  /** What could not be read, in words, each of one section. Only what such a section holds is missing in the store. */
  readonly damages: readonly string[];
}

/**
 * A store with what `writeSnapshot` wrote. A section that is damaged is left out and told.
 * @param chunks The sections, as they were yielded. What this throws is thrown.
 * @param options Of the new store
 */
export function readSnapshot(chunks: Iterable<Uint8Array>, options?: MemoryStoreOptions): SnapshotRead {
  const reading = new Reading(options);
  for (const chunk of chunks) reading.take(chunk);
  return { store: reading.finish(), damages: reading.damages };
}

type Steps = Readonly<Record<SectionKind, (payload: Uint8Array) => void>>;

class Reading {
  readonly damages: string[] = [];
  readonly #options: MemoryStoreOptions | undefined;
  readonly #store: MemoryStore;
  readonly #rows = new Set<number>();
  /** Equal values of labels are kept once. */
  readonly #texts = new Map<string, string>();
  readonly #window = new Window();
  /** What waits until everything is there that it needs. */
  readonly #waiting = new Map<SectionKind, Uint8Array[]>(SECTION_KINDS.map((kind) => [kind, []]));
  readonly #steps: Steps = {
    slab: (payload) => this.#slab(payload),
    ticks: (payload) => this.#ticks(payload),
    families: (payload) => this.#families(payload),
    series: (payload) => this.#series(payload),
    windows: (payload) => this.#windows(payload),
    open: (payload) => this.#open(payload),
  };

  constructor(options: MemoryStoreOptions | undefined) {
    this.#options = options;
    this.#store = new MemoryStore(options);
  }

  take(chunk: Uint8Array): void {
    this.#attempt(() => {
      const { kind, payload } = toSection(chunk);
      // These are most of all, and need nothing else.
      if (kind === "slab") this.#slab(payload);
      else this.#waiting.get(kind)!.push(payload);
    });
  }

  finish(): MemoryStore {
    const { table } = this.#store.content;
    const ticks = this.#waiting.get("ticks")!;
    if (ticks.length === 0) {
      this.damages.push("the times of all ticks are lost, and with them all samples");
      return new MemoryStore(this.#options);
    }
    // They are there twice.
    ticks.length = 1;
    for (const kind of SECTION_KINDS) {
      for (const payload of this.#waiting.get(kind)!) this.#attempt(() => this.#steps[kind](payload));
    }
    table.freeOthers(this.#rows);
    return this.#store;
  }

  #attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.damages.push(error instanceof Error ? error.message : String(error));
    }
  }

  #slab(payload: Uint8Array): void {
    const [number, used, samples, lastTick] = wordsAt(payload, 0, 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const bytes = new Uint8Array(SLAB_BYTES);
    bytes.set(payload.subarray(16));
    this.#store.content.table.slabs.adopt({
      number,
      used,
      samples,
      lastTick,
      view: new DataView(bytes.buffer),
    });
  }

  #ticks(payload: Uint8Array): void {
    const { log } = this.#store.content;
    const [first, count] = wordsAt(payload, 0, 2) as unknown as [number, number];
    const times = doublesAt(payload, 8, count);
    const counts = wordsAt(payload, 8 + 8 * count, count);
    log.beginAt(first);
    times.forEach((timestampMs, i) => {
      log.append(timestampMs, counts[i]!);
    });
    this.#store.content.table.goOnAt(log.next);
  }

  #families(payload: Uint8Array): void {
    for (const family of fromJsonBytes<Family>(payload)) this.#store.declare(family);
  }

  #series(payload: Uint8Array): void {
    const { index, table } = this.#store.content;
    for (const { id, row, name, labels, firstTick, lastTick, ends } of fromJsonBytes<SeriesEntry>(payload)) {
      const kept = Object.entries(labels).map(([label, value]) => [label, this.#once(value)]);
      const series = index.restore(id, this.#once(name), Object.fromEntries(kept), row);
      this.#rows.add(row);
      table.restoreTicks(row, firstTick, lastTick);
      for (const [tick, timestampMs] of ends) index.restoreEnd(series, tick, timestampMs);
    }
  }

  #windows(payload: Uint8Array): void {
    const { directory, slabs } = this.#store.content.table;
    const [window, ...refs] = wordsAt(payload, 0, payload.length / 4);
    refs.forEach((ref, row) => {
      const isThere = ref !== 0 && this.#rows.has(row) && slabs.viewOf(ref) !== undefined;
      if (isThere) directory.set(window!, row, ref);
    });
  }

  #open(payload: Uint8Array): void {
    const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
    const { table } = this.#store.content;
    // What is left is the padding behind the last one.
    for (let at = 0; at + 8 < payload.length; ) {
      const [row, length] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
      decodeChunk(view, at + 8, this.#window);
      if (this.#rows.has(row)) table.restoreOpen(row, this.#window);
      at += 8 + length;
    }
  }

  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }
}
