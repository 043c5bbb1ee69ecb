import { defineRouting, inhibit, route, webhook } from "farol/define";
import type { Routing } from "farol/model";
import { held, type Run, type ScriptedSeries } from "./script.ts";

const degrees = (room: string, ...runs: readonly Run[]) => ({
  name: "degrees",
  labels: { room },
  values: held([2, 20], ...runs),
});
const open = (room: string, ...runs: readonly Run[]) => ({
  name: "door_open",
  labels: { room },
  values: held([3, 0], ...runs),
});

/** How many rows it has; in the last all is well. */
export const ROWS = 33;

/** A house in which it gets hot. */
export const SERIES: readonly ScriptedSeries[] = [
  degrees("hall", [12, 35], [10, 45], [8, 35], [1, 20]),
  degrees("lab", [7, 35.5], [10, 20], [13, 36], [1, 20]),
  // never for long enough
  degrees("attic", [2, 50], [3, 20], [2, 50], [1, 20]),
  open("cellar", [23, 1], [1, 0]),
  open("hall", [5, 0], [24, 1], [1, 0]),
  {
    name: "heartbeat",
    labels: { room: "porch" },
    values: held([8, 1], [7, undefined], [6, 1], [4, undefined], [1, 1]),
  },
];

const MAX = "side:degrees:max";

/** Its rules, as a rule file has them. */
export const RULES: readonly object[] = [
  { record: MAX, expr: "max by (room) (degrees)", labels: { floor: "1" } },
  {
    alert: "Hot",
    expr: `${MAX} > 30`,
    for: "2s",
    labels: { severity: "warning", team: '{{ if eq $labels.room "lab" }}science{{ else }}house{{ end }}' },
    annotations: {
      summary: "{{ $labels.room | title }} has {{ $value }} degrees",
      description:
        'On average {{ with query "avg(degrees)" }}{{ . | first | value | printf "%.2f" }}{{ end }}',
    },
  },
  {
    alert: "VeryHot",
    expr: `${MAX} > 40`,
    for: "3s",
    keep_firing_for: "4s",
    labels: { severity: "critical" },
    annotations: { summary: "{{ humanize $value }} in {{ $labels.room }}" },
  },
  { alert: "DoorOpen", expr: "door_open == 1", labels: { severity: "warning" } },
  {
    alert: "NothingHeard",
    expr: "absent(heartbeat)",
    for: "1s",
    keep_firing_for: "2s",
    labels: { severity: "critical", room: "none" },
  },
];

/** What is told in the end, group by group: of which rooms. Nobody hears that the hall is hot while it is very hot. */
export const TOLD: readonly (readonly string[])[] = [
  // of DoorOpen, the cellar's once it is no longer silenced
  ["hall firing", "cellar firing, hall firing", "cellar resolved, hall firing", "hall resolved"],
  // of Hot
  [
    "hall firing, lab firing",
    "hall firing, lab resolved",
    "lab firing",
    "hall firing, lab firing",
    "hall resolved, lab resolved",
  ],
  // of NothingHeard
  ["none firing", "none resolved", "none firing", "none resolved"],
  // of VeryHot
  ["hall firing", "hall resolved"],
];
export const GROUPS = TOLD.length;

/** For how long nobody shall hear of the cellar. */
export const SILENCED = { label: "room", value: "cellar", forMs: 17_000 };

/** Who is told, at an address. */
export function routingTo(url: string): Routing {
  const house = webhook({ name: "house", url });
  const pager = webhook({ name: "pager", url });
  return defineRouting({
    root: route({
      receivers: [house],
      groupBy: ["alertname"],
      groupWait: "1s",
      groupInterval: "2s",
      routes: [
        route({ match: { severity: "critical" }, receivers: [pager], groupBy: ["alertname", "room"] }),
        route({ match: { kind: "random" }, receivers: [] }),
      ],
    }),
    inhibitions: [
      inhibit({ source: { alertname: "VeryHot" }, target: { alertname: "Hot" }, equal: ["room"] }),
    ],
  });
}
