import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { needs } from "../test/needs.ts";
import { DEBIAN_PACKAGES, install, isInstalled, missingPackages } from "./debian-packages.ts";

describe("programs from Debian", () => {
  const path = process.env.PATH;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "farol-debian-"));
    process.env.PATH = folder;
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  });

  function program(name: string, text = "", mode = 0o755): void {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), mode);
  }

  it("are installed when they can be run by their name", () => {
    program("promtool");
    program("chromium", "", 0o644);
    assert.ok(isInstalled("promtool"));
    assert.ok(!isInstalled("chromium"));
    assert.ok(!isInstalled("prometheus"));
  });

  it("skip the tests that need them, with the reason", () => {
    program("promtool");
    assert.deepEqual(needs("promtool"), { skip: false });
    assert.deepEqual(needs("promtool", "prometheus"), {
      skip: "needs prometheus from Debian, which is not installed",
    });
  });

  it("are missed only for tests that need them", () => {
    program("chromium");
    const names = (files: string[]) => missingPackages(files).map(({ name }) => name);
    assert.deepEqual(names(["test/stack/prometheus.test.ts"]), ["prometheus"]);
    assert.deepEqual(names(["src/record/counter.test.ts"]), []);
    program("promtool");
    program("prometheus");
    assert.deepEqual(names(["test/stack/prometheus.test.ts"]), []);
  });

  it("are installed without what they recommend, and while no service may start", () => {
    const policy = join(folder, "policy-rc.d");
    const log = join(folder, "log");
    program("apt-get", `echo "$DEBIAN_FRONTEND $*" >> ${log}; ${policy}; echo "policy $?" >> ${log}`);
    install(DEBIAN_PACKAGES, policy);
    assert.deepEqual(readFileSync(log, "utf8").trim().split("\n"), [
      "noninteractive update -q",
      "policy 101",
      "noninteractive install -q -y --no-install-recommends prometheus prometheus-alertmanager redis-server chromium",
      "policy 101",
    ]);
    assert.ok(!existsSync(policy), "the policy is left behind");
  });

  it("do not start at the next boot", () => {
    const log = join(folder, "log");
    program("apt-get");
    program("systemctl", `echo "$*" >> ${log}`);
    install(DEBIAN_PACKAGES, join(folder, "policy-rc.d"));
    assert.equal(readFileSync(log, "utf8"), "disable prometheus prometheus-alertmanager redis-server\n");
  });

  it("leave no policy behind when apt-get fails, and one that was there alone", () => {
    const policy = join(folder, "policy-rc.d");
    program("apt-get", "exit 100");
    assert.throws(() => install(DEBIAN_PACKAGES, policy), /apt-get update -q failed/);
    assert.ok(!existsSync(policy));
    writeFileSync(policy, "mine");
    assert.throws(() => install(DEBIAN_PACKAGES, policy));
    assert.equal(readFileSync(policy, "utf8"), "mine");
  });
});
