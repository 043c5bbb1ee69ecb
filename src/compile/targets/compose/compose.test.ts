import assert from "node:assert/strict";
import { posix } from "node:path";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { defineMonitoring, defineRouting, route, webhook } from "../../../define/index.ts";
import { generate } from "../../generate.ts";
import { defineStack, type StackSpec } from "../../stack.ts";
import { secretPaths } from "../alertmanager/secret-files.ts";
import { everyRouting, postOffice } from "../kubernetes/post-office.fixture.ts";
import { compose } from "./compose.ts";
import { COMPOSE_FILE, type ComposeFile } from "./compose-file.fixture.ts";

const NOTHING = defineMonitoring({ service: "post" });

function textsOf(spec: StackSpec = {}, monitoring = postOffice()): ReadonlyMap<string, string> {
  return new Map(compose(monitoring, defineStack(spec)).map(({ path, text }) => [path, text]));
}

function read(path: string, spec: StackSpec = {}, monitoring = postOffice()) {
  return parse(textsOf(spec, monitoring).get(`compose/${path}`)!);
}

function composeFile(spec: StackSpec = {}, monitoring = postOffice()): ComposeFile {
  return read("docker-compose.yml", spec, monitoring);
}

describe("the Compose file", () => {
  it("is one by the Compose specification, whatever there is to start", () => {
    const hook = webhook({ name: "hook", url: "https://example.org/" });
    const withoutSecrets = { ...NOTHING, routing: defineRouting({ root: route({ receivers: [hook] }) }) };
    for (const monitoring of [postOffice(), NOTHING, withoutSecrets]) {
      COMPOSE_FILE(composeFile({}, monitoring), "docker-compose.yml");
    }
  });

  it("mounts files and folders that are generated, and volumes that it has", () => {
    for (const monitoring of [postOffice(), NOTHING]) {
      const paths = generate(monitoring, defineStack()).map(({ path }) => path);
      const { services, volumes } = composeFile({}, monitoring);
      const mounts = Object.values(services).flatMap((service) => service?.volumes ?? []);
      const used = mounts.filter(({ type }) => type === "volume").map(({ source }) => source);
      assert.deepEqual(used.sort(), Object.keys(volumes).sort());
      for (const { source } of mounts.filter(({ type }) => type === "bind")) {
        const path = posix.join("compose", source);
        assert.ok(
          paths.some((one) => one === path || one.startsWith(`${path}/`)),
          path,
        );
      }
    }
  });

  it("puts each secret where alertmanager.yml finds it, from a folder that git ignores", () => {
    const { services, secrets = {} } = composeFile();
    const mounted = services.alertmanager?.secrets ?? [];
    assert.deepEqual(
      mounted.map(({ target }) => target),
      secretPaths(everyRouting),
    );
    assert.deepEqual(mounted.map(({ source }) => source).sort(), Object.keys(secrets).sort());
    for (const [name, { file }] of Object.entries(secrets)) assert.equal(file, `./secrets/${name}`);
    assert.match(textsOf().get("compose/.gitignore")!, /^secrets\/$/m);
  });

  it("starts the versions of the stack: of a minor the release that began it", () => {
    const versions = { prometheus: "2.53.1", alertmanager: "0.27", grafana: "11.2", jaeger: "2.5.0" };
    const { services } = composeFile({ versions });
    const images = Object.values(services).map((service) => service?.image);
    assert.deepEqual(images, [
      "prom/prometheus:v2.53.1",
      "prom/alertmanager:v0.27.0",
      "grafana/grafana:11.2.0",
      "jaegertracing/jaeger:2.5.0",
    ]);
    assert.throws(() => composeFile({ versions: { grafana: "12" } }), { code: "FAROL_VERSION" });
  });

  it("tells Prometheus what the stack says of it", () => {
    const { services } = composeFile({
      retention: "90d",
      prometheusFeatures: ["promql-experimental-functions"],
    });
    const { command = [] } = services.prometheus!;
    assert.ok(command.includes("--storage.tsdb.retention.time=90d"));
    assert.ok(command.includes("--enable-feature=exemplar-storage,promql-experimental-functions"));
  });
});

describe("the files beside it", () => {
  it("are those of the other targets, with addresses that containers have", () => {
    const spec: StackSpec = {
      service: ["localhost:8000", "127.0.0.1:8001", "[::1]:8002", "localhost.example:80"],
    };
    const { scrape_configs, alerting } = read("prometheus.yml", spec);
    assert.deepEqual(scrape_configs[0].static_configs[0].targets, [
      "host.docker.internal:8000",
      "host.docker.internal:8001",
      "host.docker.internal:8002",
      "localhost.example:80",
    ]);
    assert.deepEqual(alerting.alertmanagers[0].static_configs[0].targets, ["alertmanager:9093"]);
    const sources = ["prometheus", "jaeger"].map((name) =>
      read(`grafana/provisioning/datasources/${name}.yml`),
    );
    assert.deepEqual(
      sources.map(({ datasources }) => datasources[0].url),
      ["http://prometheus:9090/", "http://jaeger:16686/"],
    );
    const [prometheus, jaeger] = sources.map(({ datasources }) => datasources[0]);
    const [{ datasourceUid }] = prometheus.jsonData.exemplarTraceIdDestinations;
    assert.equal(datasourceUid, jaeger.uid);
  });

  it("leave Alertmanager where it is when nobody is told by this service", () => {
    const { alerting } = read("prometheus.yml", {}, NOTHING);
    assert.deepEqual(alerting.alertmanagers[0].static_configs[0].targets, ["host.docker.internal:9093"]);
    assert.equal(composeFile({}, NOTHING).services.alertmanager, undefined);
    assert.equal(textsOf({}, NOTHING).has("compose/.gitignore"), false);
  });

  it("say how all of it is started, and are the same bytes each time", () => {
    const readme = textsOf().get("compose/README.md")!;
    assert.match(readme, /`secrets\/hooks\.secret`/);
    assert.match(readme, /docker compose up --detach --wait/);
    assert.doesNotMatch(textsOf({}, NOTHING).get("compose/README.md")!, /secrets|Alertmanager/);
    assert.deepEqual([...textsOf()], [...textsOf()]);
  });

  it("are none where the stack says so", () => {
    assert.deepEqual(compose(postOffice(), defineStack({ compose: "off" })), []);
  });
});
