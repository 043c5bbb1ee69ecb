import type { Clock, Logger } from "./model/index.ts";

/** Writes lines of JSON to stderr, for applications that give Farol no logger of their own. */
export function stderrLogger(clock: Clock): Logger {
  const at = (level: string) => (fields: object, message: string) => {
    const time = new Date(clock.now()).toISOString();
    process.stderr.write(`${JSON.stringify({ level, time, name: "farol", ...fields, msg: message })}\n`);
  };
  return { info: at("info"), warn: at("warn"), error: at("error") };
}
