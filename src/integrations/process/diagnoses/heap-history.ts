import { getHeapSpaceStatistics, getHeapStatistics } from "node:v8";
import type { Clock, Look, Observation } from "../../../model/index.ts";
import { countText, durationText, shareText } from "../../diagnoses/index.ts";
import { spaceName } from "../metrics.ts";

/** How often memory is noted, and how many notes are kept: half an hour's. */
const EVERY_MS = 60_000;
const MAX_NOTES = 31;
const SPACES = 4;
const MEBIBYTE = 1024 ** 2;

/** Memory at a moment, in bytes by what it is. */
interface Note {
  readonly atMs: number;
  readonly heap: number;
  readonly limit: number;
  /** Buffers and the like, that the heap's objects hold. */
  readonly external: number;
  readonly spaces: ReadonlyMap<string, number>;
}

/** How this thread's heap grew in the last half hour. */
export class HeapHistory {
  readonly #clock: Clock;
  readonly #notes: Note[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** To be called every now and then; takes some microseconds once a minute. */
  note(): void {
    const lastMs = this.#notes.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
    if (this.#clock.monotonic() - lastMs < EVERY_MS) return;
    this.#notes.push(noteAt(this.#clock.monotonic()));
    if (this.#notes.length > MAX_NOTES) this.#notes.shift();
  }

  /** The heap as a whole, then what grew most. */
  readonly look: Look = () => {
    const now = noteAt(this.#clock.monotonic());
    const before = this.#notes[0] ?? now;
    const spaces = [...now.spaces, ["external", now.external] as const]
      .map(([name, used]) => ({ name, used, grown: used - sizeOf(before, name) }))
      .filter(({ used, grown }) => used >= MEBIBYTE || Math.abs(grown) >= MEBIBYTE)
      .sort((a, b) => b.grown - a.grown || b.used - a.used)
      .slice(0, SPACES);
    return [whole(before, now), ...spaces.map((space) => observation(space, now.atMs - before.atMs))];
  };
}

function noteAt(atMs: number): Note {
  const { used_heap_size: heap, heap_size_limit: limit, external_memory: external } = getHeapStatistics();
  const spaces = getHeapSpaceStatistics().map(
    ({ space_name, space_used_size }) => [spaceName(space_name), space_used_size] as const,
  );
  return { atMs, heap, limit, external, spaces: new Map(spaces) };
}

function sizeOf(note: Note, name: string): number {
  return name === "external" ? note.external : (note.spaces.get(name) ?? 0);
}

function whole(before: Note, now: Note): Observation {
  const grown = now.heap - before.heap;
  const of = `${inMebibytes(now.heap)} of at most ${inMebibytes(now.limit)} (${shareText(now.heap / now.limit)})`;
  const rss = process.memoryUsage.rss();
  return {
    text: `Heap: ${of}${growth(grown, now.atMs - before.atMs)}; the process has ${inMebibytes(rss)} in RAM`,
    details: { heapBytes: now.heap, limitBytes: now.limit, grownBytes: grown, residentBytes: rss },
  };
}

interface Space {
  readonly name: string;
  readonly used: number;
  readonly grown: number;
}

function observation({ name, used, grown }: Space, spanMs: number): Observation {
  const what = name === "external" ? "outside the heap (buffers and the like)" : `${name} space`;
  return {
    text: `${what}: ${inMebibytes(used)}${growth(grown, spanMs)}`,
    details: { space: name, usedBytes: used, grownBytes: grown },
  };
}

/** Nothing can be said of growth within seconds: what is garbage is not known yet. */
function growth(bytes: number, spanMs: number): string {
  if (spanMs < EVERY_MS) return "";
  const sign = bytes < 0 ? "−" : "+";
  return `, ${sign}${inMebibytes(Math.abs(bytes))} in ${durationText(spanMs)}`;
}

function inMebibytes(bytes: number): string {
  return `${countText(Math.round(bytes / MEBIBYTE))} MiB`;
}
