import { z } from "zod";
import { EXCEPTION_TYPES } from "../metrics.ts";
import { type DrillParts, drill } from "./drill.ts";

type ExceptionType = (typeof EXCEPTION_TYPES)[number];

/** The mistakes that throw each class. */
const MISTAKES: Record<ExceptionType, (parts: DrillParts) => unknown> = {
  Error: () => {
    throw new Error("a drill");
  },
  TypeError: () => (undefined as unknown as { title: string }).title,
  RangeError: () => new Array(-1),
  SyntaxError: () => JSON.parse("{"),
  DatabaseError: ({ pool }) => pool.query("SELECT nothing FROM nowhere"),
  AggregateError: () => Promise.any([Promise.reject(new Error("a drill"))]),
  other: () => {
    throw "a drill that throws no Error";
  },
};

/** A handler that throws something unexpected. */
export const exceptions = drill({
  name: "exceptions",
  summary: "Throw an unexpected exception",
  input: z.object({ type: z.enum(EXCEPTION_TYPES).default("TypeError") }),
  where: "request",
  async run(parts, { type }) {
    await MISTAKES[type](parts);
  },
});
