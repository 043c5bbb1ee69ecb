import { EventEmitter } from "node:events";
import type { ClientBase } from "pg";

const RESULT = { command: "SELECT", rows: [], rowCount: 0 };

/** A client that answers at once, so that what is left is the driver's calls and what watches them. */
class WirelessClient extends EventEmitter {
  readonly _queryable = true;

  connect(callback: (error: null) => void): void {
    process.nextTick(callback, null);
  }

  query(_text: string, _values: unknown, callback?: (error: null, result: unknown) => void): unknown {
    if (callback === undefined) return Promise.resolve(RESULT);
    callback(null, RESULT);
    return undefined;
  }

  end(callback: () => void): void {
    process.nextTick(callback);
  }
}

/** For `Client` of a pool's options. */
export const WIRELESS = WirelessClient as unknown as new () => ClientBase;
