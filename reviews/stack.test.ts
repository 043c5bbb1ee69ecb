import assert from "node:assert/strict";
import { test } from "node:test";
import { defineStack } from "farol/compile";
import { readSettings } from "./settings.ts";
import { stack } from "./stack.ts";

const SECRETS: Readonly<Record<string, string>> = {
  DATABASE_URL: "postgres://reviews@postgres:5432/reviews",
  REDIS_URL: "redis://redis:6379/0",
  SCANNER_URL: "http://scanner/",
  WEBHOOK_URL: "http://webhook/",
  FAROL_TOKEN: "the-token",
  SIGNING_KEY: "a-key-of-at-least-thirty-two-letters",
  ADMIN_PASSWORD: "a long password",
};

test("the settings that a cluster gives the service are ones that it reads", () => {
  const { kubernetes } = defineStack(stack);
  assert.ok(kubernetes !== "off");
  assert.deepEqual([...kubernetes.secretEnv].sort(), Object.keys(SECRETS).sort());
  const env = { ...kubernetes.env, ...SECRETS };
  const settings = readSettings(env, [], false);
  const { FAROL_DATA_DIR, ...others } = env;
  for (const name of Object.keys(others)) assert.ok(name in settings, name);
  assert.deepEqual([settings.PORT, settings.HOST], [kubernetes.port, "0.0.0.0"]);
  assert.ok(kubernetes.writableFolders.includes(settings.dataDir));
  const { delaySeconds, limitSeconds } = kubernetes.shutdown;
  assert.ok(delaySeconds * 1000 + settings.DRAIN_DELAY + settings.DRAIN_LIMIT < limitSeconds * 1000);
});
