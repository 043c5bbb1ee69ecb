import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { defineStack } from "farol/compile";
import { parse } from "yaml";
import { monitoring as reviews } from "../../reviews/monitoring.ts";
import { textsOf } from "../../src/alerting/message/render-receiver.ts";
import { TEMPLATES } from "../../src/alerting/message/templates.ts";
import { simulate } from "../../src/alerting/routing/simulate.ts";
import { nameOf } from "../../src/compile/targets/alertmanager/receiver-document.ts";
import {
  definitionsIn,
  withTemplates,
} from "../../src/compile/targets/kubernetes/alertmanager/inline-templates.ts";
import { kubernetes } from "../../src/compile/targets/kubernetes/kubernetes.ts";
import {
  everyRouting,
  postOffice,
  windowedRouting,
} from "../../src/compile/targets/kubernetes/post-office.fixture.ts";
import type { Monitoring } from "../../src/define/index.ts";
import type { Labels } from "../../src/model/index.ts";
import { needs } from "../needs.ts";
import { aStandardRouting, RECEIVERS } from "../standard-routing.ts";
import { GeneratedRouting, VERSION } from "./amtool.ts";
import { type AlertmanagerConfig, alertmanagerYml } from "./operator.ts";

const folder = mkdtempSync(join(tmpdir(), "farol-operator-"));
const NAMESPACE = "mail";

after(() => rmSync(folder, { recursive: true }));

function amtool(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("amtool", [...args, "--no-version-check"], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

/** Writes what the operator makes of a monitoring's AlertmanagerConfig; answers the file. */
function configFileOf(monitoring: Monitoring): string {
  const stack = defineStack({ kubernetes: { namespace: NAMESPACE }, versions: { alertmanager: "0.28" } });
  const file = kubernetes(monitoring, stack).find(({ path }) => path.endsWith("alertmanager-config.yml"))!;
  const path = join(folder, "alertmanager.yml");
  writeFileSync(path, JSON.stringify(alertmanagerYml(parse(file.text) as AlertmanagerConfig)));
  return path;
}

function receiversOf(configFile: string, labels: Labels): string[] {
  const args = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return amtool("config", "routes", "test", `--config.file=${configFile}`, ...args)
    .trim()
    .split(",");
}

describe("an AlertmanagerConfig, as the operator hands it to Alertmanager", needs("amtool"), () => {
  it("is a configuration that amtool finds nothing amiss with", () => {
    for (const monitoring of [postOffice(), postOffice(windowedRouting), reviews]) {
      assert.match(amtool("check-config", configFileOf(monitoring)), /SUCCESS/);
    }
  });

  it("sends alerts of its namespace where alertmanager.yml does, and leaves others alone", () => {
    const configFile = configFileOf(postOffice());
    const alerts: readonly Labels[] = [
      { severity: "critical", kind: "news" },
      { severity: "critical", kind: "other" },
      { severity: "critical", team: "a" },
      { severity: "warning", kind: "new" },
    ];
    for (const labels of alerts) {
      const simulated = simulate(everyRouting, labels).deliveries.map(({ receivers }) => nameOf(receivers));
      const expected = simulated.map((name) => `${NAMESPACE}/post-office/${name}`);
      assert.deepEqual(receiversOf(configFile, { ...labels, namespace: NAMESPACE }), expected);
      assert.deepEqual(receiversOf(configFile, labels), ["null"]);
    }
  });
});

describe("texts that bring their templates along", needs("amtool"), () => {
  it("are rendered by Alertmanager as where the templates are loaded, as text and as HTML", () => {
    using generated = new GeneratedRouting(aStandardRouting(), VERSION);
    const empty = join(folder, "empty.tmpl");
    writeFileSync(empty, "");
    const definitions = definitionsIn(TEMPLATES);
    const texts = [RECEIVERS.pager, RECEIVERS.oncall, RECEIVERS.mail].flatMap((one) =>
      Object.entries(textsOf(one)),
    );
    for (const [name, text] of texts) {
      const type = name === "html" ? "html" : "text";
      const alone = [`--template.glob=${empty}`, `--template.type=${type}`];
      const rendered = amtool(
        "template",
        "render",
        ...alone,
        `--template.text=${withTemplates(text, definitions)}`,
      );
      assert.equal(rendered, generated.rendered(text, { type }), name);
    }
  });
});
