/** version - trace id - parent id - flags; later versions may go on behind another dash (W3C Trace Context 3.2). */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const SAMPLED = 1;

/** Who called, as a `traceparent` header says it. */
export interface TraceContext {
  /** 32 lower-case hexadecimal digits, not all of them 0. */
  readonly traceId: string;
  /** 16 lower-case hexadecimal digits, not all of them 0. */
  readonly parentId: string;
  /** Whether the caller keeps this trace. */
  readonly sampled: boolean;
}

/** Reads a `traceparent` header; undefined when it is not valid in every part. */
export function parseTraceparent(header: string): TraceContext | undefined {
  const parts = TRACEPARENT.exec(header);
  if (parts === null) return undefined;
  const [, version, traceId, parentId, flags, rest] = parts;
  const wellFormed = version === "00" ? rest === undefined : version !== "ff";
  if (!wellFormed || isZero(traceId!) || isZero(parentId!)) return undefined;
  return { traceId: traceId!, parentId: parentId!, sampled: (Number.parseInt(flags!, 16) & SAMPLED) !== 0 };
}

function isZero(digits: string): boolean {
  return /^0+$/.test(digits);
}
