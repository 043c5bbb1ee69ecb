import assert from "node:assert/strict";
import { it } from "node:test";
import { parse } from "yaml";
import { filesOf, postOffice } from "../post-office.fixture.ts";

it("the Deployment, its Service, its budget and its autoscaler are about the same pods", () => {
  const files = filesOf();
  const { spec, metadata } = files["application/deployment"];
  const labels = spec.template.metadata.labels;
  assert.deepEqual(spec.selector.matchLabels, labels);
  assert.deepEqual(files["application/service"].spec.selector, labels);
  assert.deepEqual(files["application/pod-disruption-budget"].spec.selector.matchLabels, labels);
  assert.equal(files["application/horizontal-pod-autoscaler"].spec.scaleTargetRef.name, metadata.name);
});

it("the container is what the stack says, and has time to sleep and to drain before it is killed", () => {
  const { spec } = filesOf({
    kubernetes: {
      image: "registry.example/post:1.2",
      port: 8080,
      env: { HOST: "0.0.0.0" },
      secretEnv: ["DATABASE_URL"],
      writableFolders: ["/data", "/tmp"],
      resources: { cpu: "1", memory: "1Gi" },
      shutdown: { delaySeconds: 7, limitSeconds: 40 },
    },
  })["application/deployment"].spec.template;
  const [container] = spec.containers;
  assert.equal(container.image, "registry.example/post:1.2");
  assert.equal(container.ports[0].containerPort, 8080);
  const secretKeyRef = { name: "post-office", key: "DATABASE_URL" };
  assert.deepEqual(container.env, [
    { name: "HOST", value: "0.0.0.0" },
    { name: "DATABASE_URL", valueFrom: { secretKeyRef } },
  ]);
  assert.deepEqual(
    container.volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath),
    ["/data", "/tmp"],
  );
  assert.deepEqual(
    spec.volumes.map(({ name }: { name: string }) => name),
    container.volumeMounts.map(({ name }: { name: string }) => name),
  );
  assert.deepEqual([container.lifecycle.preStop.sleep.seconds, spec.terminationGracePeriodSeconds], [7, 40]);
  assert.deepEqual(container.resources, {
    requests: { cpu: "1", memory: "1Gi" },
    limits: { memory: "1Gi" },
  });
});

it("pods are added by the event loop unless other gauges are chosen, and prometheus-adapter serves just those", () => {
  const scaled = (scaleOn?: Record<string, number>) => {
    const files = filesOf({ kubernetes: { replicas: { min: 3, max: 9 }, ...(scaleOn && { scaleOn }) } });
    const { spec } = files["application/horizontal-pod-autoscaler"];
    assert.deepEqual([spec.minReplicas, spec.maxReplicas], [3, 9]);
    const { rules } = parse(files["prometheus-adapter"].data["config.yaml"]);
    const metrics = spec.metrics as {
      pods: { metric: { name: string }; target: { averageValue: string } };
    }[];
    const names = metrics.map(({ pods }) => pods.metric.name);
    assert.deepEqual(
      rules.map(({ seriesQuery }: { seriesQuery: string }) => seriesQuery),
      names.map((name) => `${name}{namespace!="",pod!="",service="Post Office"}`),
    );
    return metrics.map(({ pods }) => [pods.metric.name, pods.target.averageValue]);
  };
  assert.deepEqual(scaled(), [["nodejs_eventloop_utilization_ratio", "0.6"]]);
  assert.deepEqual(scaled({ mails_waiting: 20, nodejs_eventloop_utilization_ratio: 0.5 }), [
    ["mails_waiting", "20"],
    ["nodejs_eventloop_utilization_ratio", "0.5"],
  ]);
});

it("how many pods there are is said once: by the autoscaler where there is one, else by the Deployment", () => {
  const replicasOf = (files: ReturnType<typeof filesOf>) => files["application/deployment"].spec.replicas;
  assert.equal(replicasOf(filesOf()), undefined);
  const unscaled = filesOf(
    { kubernetes: { replicas: { min: 3, max: 9 } } },
    { ...postOffice(), metrics: [] },
  );
  assert.equal(replicasOf(unscaled), 3);
  assert.equal(unscaled["application/horizontal-pod-autoscaler"], undefined);
});

it("what is no gauge of the service, and a number that no pod is ever under, are refused", () => {
  for (const scaleOn of [{ mails_total: 5 }, { mails_wating: 5 }, { mails_waiting: 0 }]) {
    assert.throws(() => filesOf({ kubernetes: { scaleOn } }), {
      code: "FAROL_KUBERNETES",
      message: /Choose one of mails_waiting, nodejs_eventloop_utilization_ratio\./,
    });
  }
});
