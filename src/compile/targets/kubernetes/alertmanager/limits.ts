import { FarolError, LABEL_NAME } from "../../../../model/index.ts";

/** @throws FarolError FAROL_VERSION for labels that the operator would write into matchers that Alertmanager cannot read. */
export function checkLabelNames(labels: readonly string[]): void {
  const other = labels.find((label) => !LABEL_NAME.test(label));
  if (other === undefined) return;
  throw refused(
    `the label "${other}" in the routing`,
    "it has labels of letters, digits and _ only",
    "Write the route without it",
  );
}

/** @throws FarolError FAROL_VERSION for times of another zone than UTC. */
export function checkLocation(interval: string, location = "UTC"): void {
  if (location === "UTC") return;
  throw refused(
    `the time interval "${interval}" in ${location}`,
    "it has times in UTC only (prometheus-operator#5512)",
    "Write it in UTC",
  );
}

function refused(found: string, limit: string, cure: string): FarolError {
  return new FarolError({
    code: "FAROL_VERSION",
    found: `${found}, for the Prometheus Operator`,
    rule: `an AlertmanagerConfig has limits that alertmanager.yml has not: ${limit}`,
    cure: `${cure}, or set kubernetes: "off" in the stack, and give Alertmanager its file as a Secret.`,
  });
}
