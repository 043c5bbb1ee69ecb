import { RECORDING_FAULTS, type RecordingFault, type SlabMemory } from "../../model/index.ts";
import type { Census, Member } from "./census.ts";
import { SlabReader } from "./slab-reader.ts";

interface Thread {
  readonly reader: SlabReader;
  readonly member: Member;
}

/** The observed threads: keeps the census up to date with what they write. */
export class Threads {
  readonly #census: Census;
  readonly #living = new Set<Thread>();
  /** Node gives each thread of a process a number of its own. */
  readonly #known = new Set<number>();
  readonly #faultsOfEnded = new Map<RecordingFault, number>();
  #application: SlabReader | undefined;

  constructor(census: Census) {
    this.#census = census;
  }

  /** The application's own thread: the first that was attached. */
  get application(): SlabReader | undefined {
    return this.#application;
  }

  /** Threads that have not ended. */
  get count(): number {
    return this.#living.size;
  }

  /** Begins to read a thread. One that is known, also one that has ended, is not taken twice. */
  attach(memory: SlabMemory): void {
    if (this.#known.has(memory.threadId)) return;
    this.#known.add(memory.threadId);
    const reader = new SlabReader(memory);
    this.#application ??= reader;
    this.#living.add({ reader, member: this.#census.join(reader) });
  }

  /** Takes in the series that came and went, and the threads that ended. */
  refresh(): void {
    for (const thread of this.#living) {
      // Asked before the directory is read: nothing is written after it was set.
      const { ended } = thread.reader;
      thread.reader.readDirectory((entry) => thread.member.take(entry));
      if (ended) this.#retire(thread);
    }
  }

  /** How often something could not be recorded, on all threads that there were. */
  faults(kind: RecordingFault): number {
    let total = this.#faultsOfEnded.get(kind) ?? 0;
    for (const { reader } of this.#living) total += reader.faults(kind);
    return kind === "conflict" ? total + this.#census.conflicts : total;
  }

  #retire(thread: Thread): void {
    thread.member.leave();
    this.#living.delete(thread);
    for (const kind of RECORDING_FAULTS) {
      this.#faultsOfEnded.set(kind, (this.#faultsOfEnded.get(kind) ?? 0) + thread.reader.faults(kind));
    }
  }
}
