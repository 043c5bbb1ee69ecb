import assert from "node:assert/strict";
import { test } from "node:test";
import { readSettings } from "./settings.ts";
import { StartError } from "./start-error.ts";

const refused = (env: NodeJS.ProcessEnv, args: string[] = []): string => {
  try {
    readSettings(env, args, false);
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
  return assert.fail("accepted");
};

test("everything has a default", () => {
  const settings = readSettings({ PORT: "" }, [], false);
  assert.equal(settings.PORT, 8000);
  assert.equal(settings.dataDir, `${process.cwd()}/.farol`);
  assert.equal(settings.traffic, true);
  assert.equal(settings.logLevel, "info");
});

test("a person at a terminal sees warnings only, unless asked for more", () => {
  assert.equal(readSettings({}, [], true).logLevel, "warn");
  assert.equal(readSettings({ LOG_LEVEL: "debug" }, [], true).logLevel, "debug");
});

test("there is no traffic when it is not wanted, and never in production", () => {
  assert.equal(readSettings({}, ["--no-traffic"], false).traffic, false);
  assert.equal(readSettings({ NODE_ENV: "production" }, ["--traffic"], false).traffic, false);
});

test("a setting that is not valid is named, but its value is not told", () => {
  assert.match(refused({ PORT: "http" }), /^The setting PORT is not valid: /);
  assert.match(refused({ PORT: "70000" }), /PORT/);
  const message = refused({ DATABASE_URL: "mysql://root:hunter2@host/db" });
  assert.match(message, /DATABASE_URL is not valid: must be a URL like postgres:/);
  assert.doesNotMatch(message, /hunter2/);
  assert.doesNotMatch(refused({ SIGNING_KEY: "hunter2" }), /hunter2/);
});

test("drills are off unless they are asked for, and refused in production", () => {
  assert.equal(readSettings({}, [], false).DRILLS, "off");
  assert.equal(readSettings({ DRILLS: "on" }, [], false).DRILLS, "on");
  assert.match(refused({ DRILLS: "on", NODE_ENV: "production" }), /^DRILLS=on .* refused in production\.$/);
});

test("an option that does not exist is refused", () => {
  assert.match(refused({}, ["--no-trafic"]), /'--no-trafic'.*--no-traffic\.$/);
  assert.match(refused({}, ["quickly"]), /quickly/);
});

test("a tick is a duration from one second on", () => {
  assert.equal(readSettings({ FAROL_TICK: "15s" }, [], false).FAROL_TICK, "15s");
  for (const tick of ["soon", "15", "500ms"])
    assert.match(refused({ FAROL_TICK: tick }), /FAROL_TICK is not valid/);
});
