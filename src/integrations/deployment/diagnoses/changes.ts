import type { Deployment, EngineHost, Look, Observation, Start } from "../../../model/index.ts";
import { counted, durationText } from "../../diagnoses/index.ts";

const HOUR_MS = 3_600_000;
/** Events that are told one by one; further ones are counted. */
const TOLD = 3;

/** A line of what changed, and how long ago. */
interface Told extends Observation {
  readonly agoMs: number;
}

/** What changed in the last hour: deployments that a pipeline told of, and starts with what was then otherwise. */
export function lookAtChanges({ clock, deployments, starts }: Changing): Look {
  return () => {
    const nowMs = clock.now();
    const ended = recent(deployments.list(), nowMs).toReversed();
    const started = starts.list();
    const told = [
      ...ended.slice(0, TOLD).map((one) => deployed(one, nowMs - one.atMs)),
      ...recent(started, nowMs)
        .slice(0, TOLD)
        .map((one) => begun(one, started[started.indexOf(one) + 1], nowMs - one.atMs)),
    ].sort((a, b) => a.agoMs - b.agoMs);
    return [...restarts(recent(started, nowMs)), ...told.map(({ agoMs: _, ...observation }) => observation)];
  };
}

type Changing = Pick<EngineHost, "clock" | "deployments" | "starts">;

function recent<T extends { readonly atMs: number }>(all: readonly T[], nowMs: number): T[] {
  return all.filter(({ atMs }) => nowMs - atMs <= HOUR_MS);
}

/** Once is a restart; more often, the service does not stay up. */
function restarts(starts: readonly Start[]): Observation[] {
  if (starts.length <= 2) return [];
  return [
    {
      text: `The service started ${counted(starts.length, "time")} in the last hour`,
      details: { starts: starts.length },
    },
  ];
}

const PHASES = { started: "started", completed: "complete", rolled_back: "rolled back" } as const;

function deployed({ phase, version, revision, note, atMs }: Deployment, agoMs: number): Told {
  const of = revision === undefined ? version : `${version} (${revision.slice(0, 12)})`;
  return {
    text: `${durationText(agoMs)} ago: deployment of ${of} ${PHASES[phase]}`,
    details: { atMs, phase, version, ...(revision !== undefined && { revision }) },
    ...(note !== undefined && { block: note }),
    agoMs,
  };
}

/** @param before The start before, as far as it is remembered. */
function begun(start: Start, before: Start | undefined, agoMs: number): Told {
  const { atMs, version, revision, changed } = start;
  const news = before === undefined ? [] : [...newBuild(start, before), ...newSettings(changed)];
  const what = before === undefined || news.length > 0 ? news : ["nothing that is known was otherwise"];
  return {
    text: `${durationText(agoMs)} ago: the service started${what.length > 0 ? `; ${what.join(", ")}` : ""}`,
    details: { atMs, version, revision, ...(changed.length > 0 && { changed: changed.join(" ") }) },
    ...(changed.length > 0 && { block: changed.join("\n") }),
    agoMs,
  };
}

function newBuild(now: Start, before: Start): string[] {
  const parts = [
    ["version", before.version, now.version],
    ["revision", before.revision.slice(0, 12), now.revision.slice(0, 12)],
    ["Node", before.node, now.node],
  ] as const;
  return parts.flatMap(([name, was, is]) => (was === is ? [] : [`${name} ${was} → ${is}`]));
}

/** By name: the values are secrets. */
function newSettings(changed: readonly string[]): string[] {
  return changed.length === 0 ? [] : [`environment changed: ${changed.join(", ")}`];
}
