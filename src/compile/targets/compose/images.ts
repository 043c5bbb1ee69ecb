import { FarolError } from "../../../model/index.ts";
import type { Versions } from "../../versions.ts";

/** Where each image is, and what stands before its version. */
const REPOSITORIES = {
  prometheus: "prom/prometheus:v",
  alertmanager: "prom/alertmanager:v",
  grafana: "grafana/grafana:",
  jaeger: "jaegertracing/jaeger:",
} as const;

/**
 * The image of a program: of `3.5` the release that began it, `v3.5.0`, as every minor version has one; of `3.5.2` just
 * that. So the same definition starts the same programs whenever it is generated.
 * @throws FarolError FAROL_VERSION for a version without a minor, which is none to start
 */
export function imageOf(program: keyof typeof REPOSITORIES, versions: Versions): string {
  const version = versions[program];
  const [major, minor, patch = "0"] = version.split(".");
  if (minor !== undefined) return `${REPOSITORIES[program]}${major}.${minor}.${patch}`;
  throw new FarolError({
    code: "FAROL_VERSION",
    found: `${program} ${version}, for Docker Compose`,
    rule: "an image is of one version",
    cure: 'Name it as major.minor, or set compose: "off" in the stack.',
  });
}
