/** Says that an answer did not come in time. */
export class TooLate extends Error {
  override readonly name = "TooLate";
}

/**
 * The promise's answer, if it comes within the limit.
 * @throws TooLate once the limit is over; what comes later is ignored.
 */
export function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new TooLate(`no answer within ${ms} ms`));
    // a busy event loop runs late timers before it reads sockets: what has arrived meanwhile counts
    const timer = setTimeout(() => setImmediate(late), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
