import assert from "node:assert/strict";
import { test } from "node:test";
import { defineMonitoring } from "../../define/index.ts";
import type { Integration } from "../../model/index.ts";
import { caches } from "../cache/index.ts";
import { postgres } from "../database/index.ts";
import { deployments } from "../deployment/index.ts";
import { health } from "../health/index.ts";
import { http } from "../http/index.ts";
import { processes } from "../process/index.ts";
import { resilience } from "../resilience/index.ts";
import { service } from "../service/index.ts";
import * as exported from "./index.ts";

const integrations: readonly Integration[] = [
  ...[http(), postgres(), caches(), resilience(), processes(), health(), deployments()],
  service({ job: "api" }),
];
const alerts = integrations.flatMap(({ rules = [] }) => rules).filter((rule) => rule.kind === "alert");
/** Nobody inside can look: one never ends, and the other is told by a Prometheus outside. */
const WITHOUT = ["Watchdog", "ServiceUnreachable"];

test("every alert of the integrations names what to look at, once each, and nothing that none brings", () => {
  const { rules } = defineMonitoring({ service: "api", integrations });
  for (const { name, diagnoses = [] } of alerts) {
    assert.equal(diagnoses.length > 0, !WITHOUT.includes(name), name);
    assert.equal(new Set(diagnoses).size, diagnoses.length, name);
    const kept = rules.find((rule) => rule.name === name);
    assert.deepEqual(kept?.kind === "alert" && (kept.diagnoses ?? []), diagnoses, name);
  }
});

test("every diagnosis is brought by one integration, and named by an alert", () => {
  const declared = Object.values(exported).filter((it) => typeof it === "object" && "title" in it);
  const brought = integrations.flatMap(({ diagnoses = [] }) => diagnoses);
  assert.deepEqual(brought.map(({ name }) => name).sort(), declared.map(({ name }) => name).sort());
  const named = new Set(alerts.flatMap(({ diagnoses = [] }) => diagnoses));
  assert.deepEqual([...named].sort(), declared.map(({ name }) => name).sort());
});
