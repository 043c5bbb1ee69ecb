/**
 * A reporter for node:test that writes what happens as lines of JSON to the file named by FAROL_TEST_EVENTS.
 * Each line is written at once: a file that is ended, or ends itself, has still said how far it came.
 */
import { appendFileSync } from "node:fs";
import { Transform } from "node:stream";
import type { EventData } from "node:test";
import { inspect } from "node:util";

/** One test's end, as it stands in the file; or the beginning of one, or the end of all. */
export type TestEvent =
  | { readonly kind: "begun"; readonly name: string }
  | { readonly kind: "passed"; readonly name: string }
  | { readonly kind: "skipped"; readonly name: string; readonly reason: string }
  | { readonly kind: "failed"; readonly name: string; readonly error: string }
  | { readonly kind: "complete" };

type Result = EventData.TestPass | EventData.TestFail;
type NodeEvent =
  | { readonly type: "test:dequeue"; readonly data: EventData.TestDequeue }
  | { readonly type: "test:pass" | "test:fail"; readonly data: Result }
  | { readonly type: "test:summary"; readonly data: EventData.TestSummary };

export default new Transform({
  writableObjectMode: true,
  transform(event: NodeEvent, _encoding, done) {
    const told = eventOf(event);
    if (told !== undefined) appendFileSync(process.env.FAROL_TEST_EVENTS!, `${JSON.stringify(told)}\n`);
    done();
  },
});

function eventOf(event: NodeEvent): TestEvent | undefined {
  if (event.type === "test:dequeue") return { kind: "begun", name: event.data.name };
  if (event.type === "test:summary") return { kind: "complete" };
  if (event.type === "test:pass" || event.type === "test:fail") return resultOf(event.data);
  return undefined;
}

function resultOf({ name, skip, todo, details }: Result): TestEvent | undefined {
  if (skip !== undefined && skip !== false) return { kind: "skipped", name, reason: String(skip) };
  if (todo !== undefined && todo !== false) return { kind: "skipped", name, reason: "to do" };
  if ("error" in details) return failureOf(name, details.type === "suite", details.error);
  return details.type === "suite" ? undefined : { kind: "passed", name };
}

/** A suite fails with its tests; it counts for itself only when its own hooks failed. */
function failureOf(name: string, isSuite: boolean, error: Error): TestEvent | undefined {
  const isOfSubtests = "failureType" in error && error.failureType === "subtestsFailed";
  if (isSuite && isOfSubtests) return undefined;
  return { kind: "failed", name, error: inspect(error.cause ?? error) };
}
