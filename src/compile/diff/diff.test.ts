import assert from "node:assert/strict";
import { test } from "node:test";
import { RECEIVERS } from "../../../test/standard-routing.ts";
import {
  atMost,
  counter,
  countOf,
  type MonitoringSpec,
  objective,
  promql,
  recording,
  runbook,
  slack,
  standardRouting,
} from "../../define/index.ts";
import { deliveryDuration, letters, post, postAlert, postDashboard } from "../check/post.fixture.ts";
import { defineStack } from "../stack.ts";
import { type Change, diffMonitoring } from "./diff.ts";

const STACK = defineStack();

function diff(before: Partial<MonitoringSpec>, after: Partial<MonitoringSpec>): Change[] {
  return diffMonitoring(
    { monitoring: post({}, before), stack: STACK },
    { monitoring: post({}, after), stack: STACK },
  );
}

test("a definition that is the same has no changes", () => {
  assert.deepEqual(diff({}, {}), []);
});

test("a renamed metric is one change, with everybody who reads it, be it through a recording", () => {
  const sent = counter({ ...letters, name: "post_letters_total" });
  const rulesOn = (metric: typeof letters) => [
    recording("kind:letters:rate5m", { expr: promql`sum by (kind) (rate(${metric}[5m]))` }),
    postAlert({ expr: promql`kind:letters:rate5m > 10` }, "Recorded"),
    postAlert({ expr: promql`sum by (kind) (rate(${metric}[5m])) > 10` }),
  ];
  const changes = diff(
    { metrics: [letters], rules: rulesOn(letters), dashboards: [dashboardOn(letters)] },
    { metrics: [sent], rules: rulesOn(sent), dashboards: [dashboardOn(sent)] },
  );
  assert.deepEqual(changes, [
    {
      did: "rename",
      kind: "metric",
      name: "letters_total",
      to: "post_letters_total",
      readers: {
        alerts: ["Recorded", "TooManyLetters"],
        panels: ['"Letters" of "Post"'],
        objectives: [],
        runbooks: ["RB-902-too-many-letters.md"],
      },
    },
  ]);
});

test("a histogram's readers are those of its parts, objectives among them", () => {
  const promised = objective({
    name: "delivery",
    description: "Letters that are delivered in a second.",
    good: atMost(deliveryDuration, 1),
    total: countOf(deliveryDuration),
    target: 0.99,
    period: "30d",
    lowTraffic: { kind: "everyEvent" },
    runbook: runbook("RB-902", "Too many letters"),
    dashboard: "post",
  });
  const ofDelivery = diff({ objectives: [promised] }, { objectives: [promised], metrics: [letters] }).find(
    ({ name }) => name === deliveryDuration.name,
  );
  assert.ok(ofDelivery?.did === "remove");
  assert.deepEqual(ofDelivery.readers?.objectives, ["delivery"]);
  assert.ok(ofDelivery.readers?.alerts.includes("DeliveryErrorBudgetBurn1h"));
  assert.deepEqual(ofDelivery.readers?.panels, ['"Delivery" of "Post"', '"Measured" of "Post"']);
});

test("a changed alert is told aspect by aspect, and spaces are no change", () => {
  const changes = diff(
    { rules: [postAlert({ for: "10m", severity: "warning" })] },
    {
      rules: [
        postAlert({
          for: "5m",
          severity: "critical",
          expr: promql`sum   by (kind) (rate(${letters}[5m])) > 10`,
        }),
      ],
    },
  );
  assert.deepEqual(changes, [
    {
      did: "change",
      kind: "alert",
      name: "TooManyLetters",
      aspects: [
        { aspect: "for", from: "10m", to: "5m" },
        { aspect: "severity", from: "warning", to: "critical" },
      ],
    },
  ]);
});

test("a changed routing is told of each alert whose receivers it changes", () => {
  const routed = (name: string) =>
    standardRouting({ ...RECEIVERS, oncall: slack({ name, channel: "#post", apiUrlFile: "slack" }) });
  const changes = diff({ routing: routed("oncall") }, { routing: routed("nights") });
  assert.deepEqual(
    changes.filter(({ kind }) => kind === "alert"),
    [
      {
        did: "change",
        kind: "alert",
        name: "TooManyLetters",
        aspects: [{ aspect: "receivers", from: "oncall, mail", to: "nights, mail" }],
      },
    ],
  );
});

test("what came and what went are told", () => {
  const added = postAlert({}, "StillMoreLetters");
  const changes = diff({}, { rules: [added], dashboards: [] });
  assert.deepEqual(
    changes.filter(({ kind }) => kind === "dashboard").map(({ did, name }) => [did, name]),
    [["remove", "post"]],
  );
  // the same condition under another name
  assert.deepEqual(
    changes.filter(({ kind }) => kind === "alert"),
    [{ did: "rename", kind: "alert", name: "TooManyLetters", to: "StillMoreLetters" }],
  );
});

function dashboardOn(metric: typeof letters) {
  const [first] = postDashboard.panels;
  const expr = promql`sum by (kind) (rate(${metric}[5m]))`;
  return { ...postDashboard, panels: [{ ...first!, queries: [{ id: "A", legend: "{{kind}}", expr }] }] };
}
