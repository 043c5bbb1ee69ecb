import { styleText } from "node:util";
import type { Service } from "./service.ts";

/** What a person wants to know of a service that has just started. */
export function banner({ origin, engineUrl, token }: Service, adminHint: string): string {
  const lines = [
    ["application", `${origin}/api/v1`],
    ["API docs", `${origin}/docs`],
    ["console", `${origin}/farol/`],
    ["engine", engineUrl],
    ["token", token],
    ["admin", adminHint],
    ["stop", "Ctrl-C"],
  ] as const;
  const rows = lines.map(([name, value]) => `  ${styleText("dim", name.padEnd(13))}${value}`);
  return ["", `  ${styleText("bold", "reviews")} is ready`, "", ...rows, "", ""].join("\n");
}
