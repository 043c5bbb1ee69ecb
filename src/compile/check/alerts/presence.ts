import type { Catalogue, Expr } from "../../../promql/index.ts";
import { isWithin } from "../numbers/within.ts";
import type { Subject } from "../subject.ts";
import type { Read, Reads } from "./reads.ts";

/** Whether an expression is there whenever another is, so that its being there says nothing. */
export type IsImplied = (expr: Expr, by: Expr) => boolean;

/**
 * What is read of the same series at the same time is there together, and series without open labels are there from the
 * start. Presence at another time does say something: `offset 1h`, that the service ran an hour ago.
 */
export function presenceIn({ catalogue }: Subject, reads: Reads): IsImplied {
  const isOurs = ({ selector }: Read) => {
    const metric = catalogue(selector.name ?? "")?.metric;
    return metric !== undefined && metric.external !== true;
  };
  const isFromTheStart = (read: Read) => {
    const labels = catalogue(read.selector.name ?? "")?.metric?.labels ?? {};
    return isOurs(read) && read.time === "" && Object.values(labels).every(Array.isArray);
  };
  const isThere = (read: Read, others: readonly Read[]): boolean =>
    others.some((other) => findsWith(other, read, catalogue)) ||
    (isFromTheStart(read) && others.some(isOurs));
  const isRecording = ({ selector }: Read) => reads.recordings(selector).length > 0;
  const isThereOrMade = (read: Read, others: readonly Read[]): boolean => {
    if (!isRecording(read)) return isThere(read, others);
    const sources = reads.behind(read).filter((source) => !isRecording(source));
    return sources.every((source) => isThere(source, others));
  };
  return (expr, by) => {
    const others = reads.written(by).flatMap((read) => [read, ...reads.behind(read)]);
    return reads.written(expr).every((read) => isThereOrMade(read, others));
  };
}

/** Whether one selection finds something only where another does, too. A histogram's series are there together. */
function findsWith(narrow: Read, { selector, family, time }: Read, catalogue: Catalogue): boolean {
  if (narrow.family === undefined || narrow.family !== family || narrow.time !== time) return false;
  const matchers = selector.matchers.filter(({ label }) => label !== "le");
  return isWithin(narrow.selector, { ...selector, matchers }, catalogue) === true;
}
