import { err } from "neverthrow";
import type { z } from "zod";
import { type Issue, invalid } from "../errors.ts";
import type { Middleware } from "./bus.ts";

/** Gives the handler its input as its schema reads it, or names what breaks the schema. */
export const validated: Middleware = (next) => async (message, context) => {
  const parsed = (message.definition.input as z.ZodType).safeParse(message.input);
  if (!parsed.success) return err(invalid(issuesOf(parsed.error)));
  return next({ ...message, input: parsed.data }, context);
};

/** What zod found, with each path as one text: `evidence.0.kind`. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.map(({ path, message }) => ({ path: path.join(".") || "(input)", message }));
}
