import assert from "node:assert/strict";
import { test } from "node:test";
import { killNotifiers } from "./notifier-kills.fixture.ts";

/** `NOTIFIER_KILLS=200` measures what the few of a usual run can only hint at. */
const KILLS = Number(process.env.NOTIFIER_KILLS ?? 6);
/** From so many on the share of repeated messages says something. */
const MANY_KILLS = 200;
/** Attempts that are under way when a process is killed: the notifier's own limit. */
const UNDER_WAY = 4;

test("a process that is killed at any moment loses no alert's beginning and no end, and hardly repeats itself", async (t) => {
  const { kills, messages, repeats, lost } = await killNotifiers(KILLS);
  t.diagnostic(`${kills} kills, ${messages} messages, ${repeats} repeats`);
  assert.equal(lost, 0);
  const allowed = KILLS < MANY_KILLS ? KILLS * UNDER_WAY : messages / 100;
  assert.ok(repeats < allowed, `${repeats} repeats`);
});
