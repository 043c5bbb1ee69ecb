import { TickRuns } from "./tick-runs.ts";

/** The values of one series on their way into an answer, and the ticks that they are of. */
export class GatheredValues {
  readonly runs = new TickRuns();
  #room: Float64Array = new Float64Array(0);

  get count(): number {
    return this.runs.ticks;
  }

  /** Begins anew, with room for as many as there may be. */
  begin(room: Float64Array): void {
    this.runs.clear();
    this.#room = room;
  }

  /** Takes the values of ticks `from` to before `to`, which stand one after the other from a place on. */
  take(from: number, to: number, values: Float64Array, place: number): void {
    const at = this.count;
    // for so few, faster than a copy of a part of the array
    for (let i = 0; i < to - from; i++) this.#room[at + i] = values[place + i]!;
    this.runs.add(from, to);
  }
}
