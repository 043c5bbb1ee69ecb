import { FarolError } from "../model/index.ts";

/** The version of each program that files are written for, as `major.minor`. */
export interface Versions {
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly grafana: string;
  /** The trace store that Docker Compose starts. */
  readonly jaeger: string;
  /** What makes files for Prometheus and Alertmanager of objects in Kubernetes. */
  readonly prometheusOperator: string;
}

export const DEFAULT_VERSIONS: Versions = {
  prometheus: "3.5",
  alertmanager: "0.28",
  grafana: "12.0",
  jaeger: "2.9",
  prometheusOperator: "0.82",
};

/** From the first to the last that is known; a version without a minor is the last of its line. */
const KNOWN: Readonly<Record<keyof Versions, readonly [first: string, last: string]>> = {
  prometheus: ["2.42", "3"],
  alertmanager: ["0.25", "0.34"],
  grafana: ["10.0", "13"],
  jaeger: ["2.0", "2"],
  prometheusOperator: ["0.76", "0"],
};
const VERSION = /^(\d+)(?:\.(\d+))?(?:\.\d+)?$/;

/** @throws FarolError FAROL_VERSION when one of them is none that files can be written for. */
export function checkVersions(versions: Versions): void {
  for (const program of Object.keys(KNOWN) as (keyof Versions)[]) {
    const version = versions[program];
    const [first, last] = KNOWN[program];
    if (VERSION.test(version) && isAtLeast(version, first) && isAtLeast(last, version)) continue;
    throw new FarolError({
      code: "FAROL_VERSION",
      found: `${program} ${version}`,
      rule: `files can be written for ${program} ${first} to ${last}${last.includes(".") ? "" : ".x"}`,
      cure: "Name one of those versions, as major.minor.",
    });
  }
}

/** Whether a version is another or one after it. */
export function isAtLeast(version: string, other: string): boolean {
  const [major, minor] = numbers(version);
  const [otherMajor, otherMinor] = numbers(other);
  return major === otherMajor ? minor >= otherMinor : major > otherMajor;
}

function numbers(version: string): readonly [major: number, minor: number] {
  const [, major, minor] = VERSION.exec(version) ?? [];
  return [Number(major), minor === undefined ? Number.POSITIVE_INFINITY : Number(minor)];
}
