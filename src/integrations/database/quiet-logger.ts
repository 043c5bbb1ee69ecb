import type { Logger } from "../../model/index.ts";

/** A logger that never throws: the application's own may, and its queries have nothing to do with that. */
export function quietLogger(logger: Logger): Logger {
  const quiet = (level: keyof Logger) => (fields: object, message: string) => {
    try {
      logger[level](fields, message);
    } catch {
      // Whom could one tell?
    }
  };
  return { info: quiet("info"), warn: quiet("warn"), error: quiet("error") };
}
