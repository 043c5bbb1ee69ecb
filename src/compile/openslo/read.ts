import { LineCounter, parseAllDocuments } from "yaml";
import { type ObjectiveSpec, objectiveAt } from "../../define/index.ts";
import {
  type Duration,
  FarolError,
  type LowTraffic,
  type MetricDeclaration,
  type Objective,
  type Place,
  type Runbook,
} from "../../model/index.ts";
import { ANNOTATIONS, DIAGNOSES, lowTrafficFrom } from "./annotations.ts";
import { Node } from "./node.ts";
import { countersOf } from "./query.ts";
import { refusal } from "./refusal.ts";

/** What a file of OpenSLO names and does not hold, or does not say at all. */
export interface OpenSloContext {
  /** The file's name, for the places of what it defines. Default: unknown */
  readonly file?: string;
  /** What its queries may name. */
  readonly metrics: readonly MetricDeclaration[];
  /** What its annotation `farol.runbook` may name. Where there is none, the first is taken. */
  readonly runbooks: readonly [Runbook, ...Runbook[]];
  /** The dashboard, where the annotation `farol.dashboard` is missing. */
  readonly dashboard: string;
  /** For files without the annotation `farol.low-traffic`. Default: such files are refused. */
  readonly lowTraffic?: LowTraffic;
}

/** An objective that was read, and the service that it is of. */
export interface OpenSlo {
  readonly service: string;
  readonly objective: Objective;
}

/**
 * Reads objectives from OpenSLO v1: ratios of Prometheus' counters over a rolling window, by occurrences. One a document.
 * @throws FarolError FAROL_OPENSLO for all else, with its place in the document
 */
export function fromOpenSlo(text: string, context: OpenSloContext): OpenSlo[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter });
  if (documents.length === 0) throw refusal("", "it holds an objective");
  return documents.map((document, i) => {
    const [error] = document.errors;
    if (error !== undefined) throw refusal("", `it is YAML: ${error.message}`, error);
    const { line } = lineCounter.linePos(document.contents?.range?.[0] ?? 0);
    const place = { file: context.file ?? "unknown", line, column: 1 };
    const root = new Node(documents.length > 1 ? `[${i}]` : "", document.toJS());
    return readDocument(root, context, place);
  });
}

function readDocument(root: Node, context: OpenSloContext, place: Place): OpenSlo {
  const { apiVersion, kind, metadata, spec } = root.fields(["apiVersion", "kind", "metadata", "spec"]);
  apiVersion.mustBe("openslo/v1");
  kind.mustBe("SLO");
  const { service, displayName, ...body } = readSpec(spec, context.metrics);
  const { title = displayName, ...common } = readMetadata(metadata, context);
  const whole: ObjectiveSpec = { ...common, ...body, ...(title !== undefined && { title }) };
  try {
    return { service, objective: objectiveAt(place, whole) };
  } catch (error) {
    if (!(error instanceof FarolError)) throw error;
    return root.refuse(`makes an objective. ${error.message}`, error);
  }
}

function readMetadata(metadata: Node, context: OpenSloContext) {
  const { name, displayName, annotations } = metadata.fields(["name"], ["displayName", "annotations"]);
  const said = annotations?.fields([], [...ANNOTATIONS, ...DIAGNOSES]) ?? {};
  const [owner, scrapeInterval] = [said["farol.owner"], said["farol.scrape-interval"]];
  const lowTraffic =
    said["farol.low-traffic"] === undefined ? context.lowTraffic : lowTrafficFrom(said["farol.low-traffic"]);
  if (lowTraffic === undefined) {
    const path = `${metadata.path}.annotations.farol.low-traffic`;
    throw refusal(path, "what few events mean is said there, or by who reads the file");
  }
  return {
    name: name.text(),
    ...(displayName !== undefined && { title: displayName.text() }),
    ...(owner !== undefined && { owner: owner.text() }),
    ...(scrapeInterval !== undefined && { scrapeInterval: scrapeInterval.text() as Duration }),
    dashboard: said["farol.dashboard"]?.text() ?? context.dashboard,
    runbook: runbookFrom(said["farol.runbook"], context.runbooks),
    diagnoses: DIAGNOSES.flatMap((key) => said[key]?.text() ?? []),
    lowTraffic,
  };
}

function runbookFrom(node: Node | undefined, runbooks: OpenSloContext["runbooks"]): Runbook {
  if (node === undefined) return runbooks[0];
  const wanted = node.text();
  const known = runbooks.map(({ id }) => id).join(", ");
  return runbooks.find(({ id }) => id === wanted) ?? node.refuse(`is one of ${known}, not ${wanted}`);
}

function readSpec(spec: Node, metrics: readonly MetricDeclaration[]) {
  const fields = spec.fields(
    ["service", "indicator", "timeWindow", "budgetingMethod", "objectives"],
    ["description", "alertPolicies"],
  );
  const { service, indicator, timeWindow, budgetingMethod, objectives, description, alertPolicies } = fields;
  budgetingMethod.mustBe("Occurrences");
  if (alertPolicies !== undefined && JSON.stringify(alertPolicies.value) !== "[]")
    alertPolicies.refuse("is left out: alerts follow from the objective");
  return {
    service: service.text(),
    ...(description !== undefined && { description: description.text() }),
    ...readIndicator(indicator, metrics),
    period: readWindow(timeWindow.only()),
    ...readTarget(objectives.only()),
  };
}

function readIndicator(indicator: Node, metrics: readonly MetricDeclaration[]) {
  const { metadata, spec } = indicator.fields(["spec"], ["metadata"]);
  // The name of an indicator that stands where it is used.
  metadata?.fields(["name"], ["displayName"]);
  const { ratioMetric } = spec.fields(["ratioMetric"]);
  const { counter, total, good, bad } = ratioMetric.fields(["counter", "total"], ["good", "bad"]);
  counter.mustBe(true);
  const counters = (node: Node) => countersOf(queryIn(node), metrics);
  if (good !== undefined && bad === undefined) return { total: counters(total), good: counters(good) };
  if (bad !== undefined && good === undefined) return { total: counters(total), bad: counters(bad) };
  return ratioMetric.refuse("has either good or bad");
}

function queryIn(node: Node): Node {
  const { metricSource } = node.fields(["metricSource"]);
  const { type, spec } = metricSource.fields(["type", "spec"]);
  type.mustBe("Prometheus");
  return spec.fields(["query"]).query;
}

function readWindow(window: Node): Duration {
  const { duration, isRolling } = window.fields(["duration", "isRolling"]);
  isRolling.mustBe(true);
  const text = duration.text();
  // OpenSLO also has M, Q and Y, which are not always equally long.
  return /^[1-9]\d*[mhdw]$/.test(text) ? (text as Duration) : duration.refuse("is like 30d, in m, h, d or w");
}

function readTarget(objective: Node) {
  const { target, targetPercent, displayName } = objective.fields(
    [],
    ["target", "targetPercent", "displayName"],
  );
  if ((target === undefined) === (targetPercent === undefined))
    objective.refuse("has either target or targetPercent");
  return {
    target: target?.number() ?? Number((targetPercent!.number() / 100).toPrecision(12)),
    displayName: displayName?.text(),
  };
}
