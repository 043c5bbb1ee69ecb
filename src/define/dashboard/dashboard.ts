import { type Dashboard, FarolError } from "../../model/index.ts";
import { placeOfCaller } from "../place.ts";

/** Grafana's identifiers have at most 40 characters. */
const ID = /^(?=.{1,40}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

export type DashboardSpec = Omit<Dashboard, "kind" | "place" | "refresh" | "range" | "variables"> & {
  /** Default: 30s. */
  readonly refresh?: Dashboard["refresh"];
  /** Default: 1h. */
  readonly range?: Dashboard["range"];
  /** Default: none. */
  readonly variables?: Dashboard["variables"];
};

/**
 * What somebody looks at to learn how a subject is.
 * @throws FarolError FAROL_DASHBOARD
 */
export function dashboard(spec: DashboardSpec): Dashboard {
  if (!ID.test(spec.id)) {
    throw new FarolError({
      code: "FAROL_DASHBOARD",
      found: `dashboard "${spec.id}"`,
      rule: "an id is small letters, digits and hyphens, 40 at most",
      cure: 'Call it like "reviews-business".',
    });
  }
  const defaults = { refresh: "30s", range: "1h", variables: [] } as const;
  return { kind: "dashboard", ...defaults, ...spec, place: placeOfCaller(dashboard) };
}
