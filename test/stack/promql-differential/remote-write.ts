import type { WholeSeries } from "../../series-in-memory.ts";

/** The bits by which Prometheus marks the end of a series. */
const STALE = 0x7ff0000000000002n;

/** Writes series into a Prometheus that was started with `--web.enable-remote-write-receiver`. */
export async function remoteWrite(url: string, series: readonly WholeSeries[]): Promise<void> {
  const response = await fetch(`${url}/api/v1/write`, {
    method: "POST",
    headers: {
      "content-encoding": "snappy",
      "content-type": "application/x-protobuf",
      "x-prometheus-remote-write-version": "0.1.0",
    },
    body: snappy(Buffer.concat(series.map((one) => field(1, timeSeries(one))))),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}

function timeSeries({ name, labels, samples }: WholeSeries): Buffer {
  const all = Object.entries({ __name__: name, ...labels }).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat([
    ...all.map(([label, value]) => field(1, Buffer.concat([text(1, label), text(2, value)]))),
    ...samples.map(([timeMs, value]) => field(2, sample(timeMs, value))),
  ]);
}

/** Field 1, a double; field 2, an integer. */
function sample(timeMs: number, value: number | "stale"): Buffer {
  const double = Buffer.alloc(9, 0x09);
  if (value === "stale") double.writeBigUInt64LE(STALE, 1);
  else double.writeDoubleLE(value, 1);
  return Buffer.concat([double, Buffer.from([0x10]), varint(timeMs)]);
}

function text(number: number, value: string): Buffer {
  return field(number, Buffer.from(value));
}

/** A field of protobuf that has a length. */
function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([number * 8 + 2]), varint(content.length), content]);
}

function varint(number: number): Buffer {
  const bytes: number[] = [];
  let rest = number;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

/** Snappy's format without its compression: all of it literally, in pieces whose length has two bytes. */
function snappy(content: Buffer): Buffer<ArrayBuffer> {
  const pieces: Buffer[] = [varint(content.length)];
  for (let at = 0; at < content.length; at += 65_536) {
    const piece = content.subarray(at, at + 65_536);
    const head = Buffer.from([61 * 4, 0, 0]);
    head.writeUInt16LE(piece.length - 1, 1);
    pieces.push(head, piece);
  }
  return Buffer.concat(pieces);
}
