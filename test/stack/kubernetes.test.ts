import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { defineStack, generate, writeGenerated } from "farol/compile";
import { parse } from "yaml";
import { monitoring as reviews, stack as stackOfReviews } from "../../reviews/monitoring.ts";
import { kubernetes } from "../../src/compile/targets/kubernetes/kubernetes.ts";
import { postOffice } from "../../src/compile/targets/kubernetes/post-office.fixture.ts";
import type { Labels } from "../../src/model/index.ts";
import { needs } from "../needs.ts";
import { until } from "../until.ts";
import { relabelYml } from "./operator.ts";
import { Prometheus } from "./prometheus.ts";

const folder = mkdtempSync(join(tmpdir(), "farol-kubernetes-"));
const versions = { prometheus: "2.42" };

after(() => rmSync(folder, { recursive: true }));

function promtool(...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync("promtool", args, { cwd: folder, encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
}

describe("what is generated for reviews", needs("promtool"), () => {
  const files = generate(reviews, defineStack({ ...stackOfReviews, versions }));
  writeGenerated(folder, files);

  it("has a PrometheusRule whose groups promtool finds nothing amiss with", () => {
    const { text } = files.find(({ path }) => path === "kubernetes/prometheus-rule.yml")!;
    writeFileSync(join(folder, "groups.json"), JSON.stringify(parse(text).spec));
    promtool("check", "rules", "--lint=all", "--lint-fatal", "groups.json");
  });

  it("has a configuration for the Prometheus of Docker Compose that promtool finds nothing amiss with", () => {
    promtool("check", "config", "--syntax-only", "compose/prometheus.yml");
  });

  it("stays under what an object and its description by kubectl may hold", () => {
    for (const { path, text } of files.filter((file) => file.path.startsWith("kubernetes/"))) {
      assert.ok(Buffer.byteLength(text) < 1024 * 1024, path);
    }
  });

  it("has one label of its own that the operator's targets have too, which the ServiceMonitor takes off them", () => {
    const labels = new Set(reviews.metrics.flatMap((metric) => Object.keys(metric.labels ?? {})));
    const targets = ["namespace", "service", "pod", "container", "endpoint", "job", "instance"];
    assert.deepEqual(
      targets.filter((label) => labels.has(label)),
      ["endpoint"],
    );
  });
});

describe("a Prometheus that the operator configures by the ServiceMonitor", needs("prometheus"), () => {
  it("gives series their own endpoint, none to others, and the job and service of prometheus.yml", async () => {
    const server = createServer((_, response) => {
      response.end('http_requests_total{endpoint="/a"} 1\nhttp_active_connections 2\n');
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const target = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const configFile = join(folder, "operator.json");
    writeFileSync(configFile, JSON.stringify(operatorConfiguration(target)));
    const prometheus = await Prometheus.startOn(configFile);
    try {
      const known = { namespace: "default", pod: "p-1", container: "post-office", instance: target };
      const common = { ...known, job: "Post Office", service: "Post Office" };
      assert.deepEqual(await labelsOf(prometheus, "http_requests_total"), { ...common, endpoint: "/a" });
      for (const name of ["http_active_connections", "up"])
        assert.deepEqual(await labelsOf(prometheus, name), common);
    } finally {
      await prometheus.stop();
      server.close();
    }
  });
});

function operatorConfiguration(target: string): object {
  const files = kubernetes(postOffice(), defineStack({ interval: "1s" }));
  const { text } = files.find(({ path }) => path === "kubernetes/service-monitor.yml")!;
  const [endpoint] = parse(text).spec.endpoints;
  const labels = {
    namespace: "default",
    pod: "p-1",
    container: "post-office",
    service: "s",
    endpoint: "http",
  };
  return {
    scrape_configs: [
      {
        job_name: "serviceMonitor/default/post-office/0",
        scrape_interval: endpoint.interval,
        scrape_timeout: endpoint.interval,
        honor_labels: endpoint.honorLabels,
        static_configs: [{ targets: [target], labels }],
        relabel_configs: endpoint.relabelings.map(relabelYml),
      },
    ],
  };
}

async function labelsOf(prometheus: Prometheus, metric: string): Promise<Labels> {
  const [labels] = await until(
    metric,
    async () => {
      const found = await prometheus.get<Record<string, string>[]>("series", { "match[]": metric });
      return found.length > 0 ? found : undefined;
    },
    20_000,
  );
  const { __name__, ...others } = labels!;
  return others;
}
