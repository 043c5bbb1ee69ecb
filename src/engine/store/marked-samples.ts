import type { Samples } from "../../model/index.ts";

/**
 * Samples with marks among them, in the order of their times. Where there is a sample at the very time of a mark, the
 * series was there, and the mark says nothing.
 * @param marksMs Ascending
 */
export function withMarks({ timestampsMs, values }: Samples, marksMs: readonly number[]): Samples {
  const most = values.length + marksMs.length;
  const marked = {
    timestampsMs: new Float64Array(most),
    values: new Float64Array(most).fill(Number.NaN),
    stale: new Uint8Array(most).fill(1),
  };
  let [from, at] = [0, 0];
  const copyTo = (to: number) => {
    marked.timestampsMs.set(timestampsMs.subarray(from, to), at);
    marked.values.set(values.subarray(from, to), at);
    marked.stale.fill(0, at, at + to - from);
    at += to - from;
    from = to;
  };
  for (const markMs of marksMs) {
    let to = from;
    while (to < timestampsMs.length && timestampsMs[to]! < markMs) to += 1;
    copyTo(to);
    if (timestampsMs[to] !== markMs) marked.timestampsMs[at++] = markMs;
  }
  copyTo(values.length);
  return {
    timestampsMs: marked.timestampsMs.subarray(0, at),
    values: marked.values.subarray(0, at),
    stale: marked.stale.subarray(0, at),
  };
}
