import type { Logger as FarolLogger } from "farol";
import { type DestinationStream, type Logger, pino } from "pino";

export type { Clock } from "farol";

/** What is handed to everything that logs; pino satisfies it. */
export interface Log extends FarolLogger {
  debug(fields: object, message: string): void;
}

/** Structured logs on stdout: for a person when it is a terminal, else one JSON object a line. */
export async function createLog(level: string, output = process.stdout): Promise<Logger> {
  return pino({ level, redact: ["*.password", "*.token", "*.authorization"] }, await destination(output));
}

async function destination(output: typeof process.stdout): Promise<DestinationStream> {
  if (!output.isTTY) return pino.destination({ fd: output.fd, sync: true });
  const { default: pretty } = await import("pino-pretty");
  return pretty({ destination: output.fd, sync: true, ignore: "pid,hostname" });
}
