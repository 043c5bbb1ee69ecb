import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { defineRouting, inhibit, route, webhook } from "../../define/index.ts";
import { alertingDefinition, rulesFile } from "../alerts/alerting-definition.fixture.ts";
import type { AlertingDefinition, EngineOptions } from "../index.ts";
import { API, engineFor } from "./test-engine.fixture.ts";

const RULES = `groups:
  - name: queues
    rules:
      - record: queue:depth:max
        expr: max(depth)
      - alert: Deep
        expr: depth > 10
        labels: { severity: warning }
        annotations: { summary: '{{ $labels.queue }} has {{ $value }}' }
      - alert: Deeper
        expr: depth > 100
        for: 5m
      - alert: Unmeasured
        expr: nothing_of_this_name > 1
`;

/** Longer than what was told of an alert is told again after, shorter than it holds. */
const TICKS_UNTIL_TOLD_AGAIN = 5;

/** What a receiver was told, each alert by its name and queue, those that ended with a minus before. */
export async function inbox(t: TestContext, status = 200) {
  const heard: string[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    // A heartbeat has none.
    const { alerts } = JSON.parse(body || '{ "alerts": [] }');
    for (const { status, labels } of alerts)
      heard.push(`${status === "firing" ? "" : "-"}${labels.alertname} ${labels.queue ?? ""}`.trim());
    response.writeHead(status).end();
    server.emit("heard");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return {
    heard,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** Waits until it was told so much. */
    async hears(count: number): Promise<string[]> {
      while (heard.length < count) await once(server, "heard");
      return heard;
    },
  };
}

/** An engine that evaluates rules over the depths of queues and tells one receiver, on a clock that stands still. */
export async function alertingEngine(
  t: TestContext,
  overrides: Partial<AlertingDefinition> = {},
  more: Partial<EngineOptions> = {},
) {
  const receiver = await inbox(t);
  const file = rulesFile(t, RULES);
  const hook = webhook({ name: "hook", url: receiver.url });
  const house = await engineFor(t, {
    alerting: alertingDefinition({
      ruleFiles: [file],
      routing: defineRouting({
        root: route({
          receivers: [hook],
          ...{ groupBy: ["alertname", "queue"], groupWait: "0s", groupInterval: "1s" },
        }),
        inhibitions: [inhibit({ source: { queue: "main" }, target: { queue: "side" }, equal: [] })],
      }),
      ...{ notify: "routing", publicUrl: "https://shop.example.com", ...overrides },
    }),
    ...more,
  });
  const metric = house.slab.metric({ name: "depth", type: "gauge", labels: ["queue"] });
  const { ask, tick, clock } = house;
  const evaluated = async () => {
    for (;;) {
      const { groups } = (await ask(`${API}/rules`)).json;
      if (groups[0].rules.at(-1).lastMs === clock.now()) return;
    }
  };
  /** One tick later, its rules evaluated. */
  const evaluate = async () => {
    tick();
    await evaluated();
  };
  // As it began with a tick, and leaves out one that comes meanwhile.
  await evaluated();
  return {
    ...house,
    ...{ receiver, evaluate, file },
    /** A queue, whose depth is the first of its cells. */
    queue: (name: string) => house.slab.series(metric, [name]).cells,
    /** As much later as it takes that what fires is told of again. */
    later: async () => {
      for (let i = 0; i < TICKS_UNTIL_TOLD_AGAIN; i++) await evaluate();
    },
    items: async (path: string) => (await ask(`${API}/${path}`)).json.items,
  };
}
