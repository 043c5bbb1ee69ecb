/** `1240` to `1,240`. Not by Intl, which takes 15 ms of the application's thread when it is used for the first time. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `calls` and `call`, as the count wants it. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : several}`;
}

/** `0.618` to `62 %`. */
export function shareText(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `0.31` to `0.3 ms`, `310.4` to `310 ms`, `42100` to `42 s`, `400000` to `7 min`, and hours. */
export function durationText(ms: number): string {
  if (ms < 10) return `${Number(ms.toFixed(1))} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
}

/** When something happened: `09:14:03 UTC`. */
export function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 19)} UTC`;
}
