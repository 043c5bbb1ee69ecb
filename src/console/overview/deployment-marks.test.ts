import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deploymentMarks } from "./deployment-marks.ts";
import { snapshotOf } from "./snapshot.fixture.ts";

describe("deployments on the charts", () => {
  it("say the version and the phase, and tell a good end from a bad one", () => {
    const value = [
      { id: 3, phase: "rolled_back", version: "2.0.1", atMs: 3000, note: "too slow" },
      { id: 2, phase: "completed", version: "2.0.1", atMs: 2000 },
      { id: 1, phase: "started", version: "9fceb02d0ae598e95dc970b74767f19372d61af8", atMs: 1000 },
    ] as const;
    const marks = deploymentMarks(snapshotOf({ deployments: { kind: "answered", value } }));
    assert.deepEqual(marks, [
      { timeMs: 3000, text: "2.0.1 rolled back", note: "too slow", tone: "bad" },
      { timeMs: 2000, text: "2.0.1 completed", note: undefined, tone: "good" },
      { timeMs: 1000, text: "9fceb02d0ae598e95dc… started", note: undefined, tone: "neutral" },
    ]);
  });

  it("are none when the API could not say", () => {
    const fault = { kind: "unreachable", detail: "no" } as const;
    const snapshot = snapshotOf({ deployments: { kind: "failed", what: "deployments", fault } });
    assert.deepEqual(deploymentMarks(snapshot), []);
  });
});
