/** The little that Farol needs of a logger; pino satisfies it. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** For those who do not want to hear anything. */
export const silentLogger: Logger = { info() {}, warn() {}, error() {} };
