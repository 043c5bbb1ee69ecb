/** The ranges one click away. */
export const PRESETS = ["5m", "15m", "1h", "6h", "24h"] as const;
export type Preset = (typeof PRESETS)[number];

const PRESET_MS: Readonly<Record<Preset, number>> = {
  "5m": 300_000,
  "15m": 900_000,
  "1h": 3_600_000,
  "6h": 21_600_000,
  "24h": 86_400_000,
};

/** What a person chose to look at: the time up to now, or a span that stands still. */
export type Selection =
  | { readonly kind: "last"; readonly preset: Preset }
  | { readonly kind: "between"; readonly startMs: number; readonly endMs: number };

export const DEFAULT_SELECTION: Selection = { kind: "last", preset: "15m" };

export function presetMs(preset: Preset): number {
  return PRESET_MS[preset];
}

export function isPreset(text: string | null): text is Preset {
  return PRESETS.some((preset) => preset === text);
}

/**
 * Reads `?range=1h`, `?start=…&end=…`, or `?from=…&to=…` in milliseconds, as alerts' links to dashboards say; the default
 * selection where the address says nothing valid.
 */
export function readSelection(search: string): Selection {
  const parameters = new URLSearchParams(search);
  const preset = parameters.get("range");
  if (isPreset(preset)) return { kind: "last", preset };
  const startMs = Number(parameters.get("from") ?? Number.NaN) || Date.parse(parameters.get("start") ?? "");
  const endMs = Number(parameters.get("to") ?? Number.NaN) || Date.parse(parameters.get("end") ?? "");
  return startMs < endMs ? { kind: "between", startMs, endMs } : DEFAULT_SELECTION;
}

/** What `readSelection` reads back: `?range=1h`, or `?start=…&end=…` in UTC. */
export function writeSelection(selection: Selection): string {
  if (selection.kind === "last") return `?range=${selection.preset}`;
  const [start, end] = [selection.startMs, selection.endMs].map((ms) => new Date(ms).toISOString());
  return `?start=${start}&end=${end}`;
}
