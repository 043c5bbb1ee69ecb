import { err } from "neverthrow";
import { failure } from "../errors.ts";
import type { Middleware } from "./bus.ts";

/** Lets a message through when its definition allows the caller's role. */
export const authorized: Middleware = (next) => async (message, context) => {
  const { allow, name } = message.definition;
  if (allow === "anyone") return next(message, context);
  if (context.actor === undefined) return err(failure("unauthenticated", "Sign in first."));
  const { role } = context.actor;
  if (allow.includes(role)) return next(message, context);
  return err(failure("forbidden", `The role ${role} may not ${name.replaceAll("_", " ")}.`));
};
