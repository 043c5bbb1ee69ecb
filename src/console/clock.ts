/** Where the time comes from: wall time in milliseconds. Everything that asks for the time is given one. */
export type Now = () => number;

/** The browser's clock: the only place that reads it. */
export const browserNow: Now = () => Date.now();
