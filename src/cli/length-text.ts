const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
  ["s", 1],
] as const;

/** A length of time by its two greatest units: `2d 4h`, `3h 12m`, `45s`; below a second in milliseconds. */
export function lengthText(ms: number): string {
  if (ms > 0 && ms < 1000) return `${Math.round(ms)}ms`;
  let rest = Math.max(0, Math.floor(ms / 1000));
  const parts = UNITS.map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return [count, unit] as const;
  });
  const first = parts.findIndex(([count]) => count > 0);
  const shown = parts
    .slice(first < 0 ? -1 : first)
    .slice(0, 2)
    .filter(([count], i) => i === 0 || count > 0);
  return shown.map(([count, unit]) => `${count}${unit}`).join(" ");
}

/** A moment to the second, in UTC. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}
