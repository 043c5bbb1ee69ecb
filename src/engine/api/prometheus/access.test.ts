import assert from "node:assert/strict";
import { test } from "node:test";
import { FarolError } from "../../../model/index.ts";
import { engineFor, START_MS, TICK_MS, TOKEN } from "../test-engine.fixture.ts";

const ROOT = "/farol/prometheus/api/v1";
const REMOTE = { "x-farol-client": "203.0.113.9" };
const FORM = { "content-type": "application/x-www-form-urlencoded" };

test("what the engine sampled can be asked for in PromQL", async (t) => {
  const { slab, ask, tick } = await engineFor(t);
  const orders = slab.metric({ name: "orders_total", type: "counter", labels: ["kind"] });
  const cells = ["book", "toy"].map((kind) => slab.series(orders, [kind]).cells);
  for (let i = 1; i <= 4; i++) {
    cells.forEach((one, j) => {
      one[0] = i * (j + 1);
    });
    tick();
  }
  const at = (START_MS + 4 * TICK_MS) / 1000;
  const { json } = await ask(`${ROOT}/query?query=sum(increase(orders_total[45s]))&time=${at}`);
  assert.deepEqual(json.data.result, [{ metric: {}, value: [at, "9"] }]);
  const values = await ask(`${ROOT}/label/kind/values?match[]=orders_total&start=${at - 60}&end=${at}`);
  assert.deepEqual(values.json.data, ["book", "toy"]);
  const { data } = (await ask(`${ROOT}/metadata?metric=orders_total`)).json;
  assert.equal(data.orders_total[0].type, "counter");
});

test("reading is open on this machine, a form, too, and needs the token from elsewhere", async (t) => {
  const { ask } = await engineFor(t);
  const path = `${ROOT}/query`;
  const form = { method: "POST", body: "query=1" };
  assert.equal((await ask(path, { ...form, headers: FORM })).status, 200);
  for (const headers of [
    { ...FORM, ...REMOTE },
    { ...FORM, ...REMOTE, authorization: "Bearer wrong" },
  ])
    assert.equal((await ask(path, { ...form, headers })).status, 401);
  const headers = { ...FORM, ...REMOTE, authorization: `Bearer ${TOKEN}` };
  assert.equal((await ask(path, { ...form, headers })).status, 200);
  assert.equal((await ask(path, { headers: { host: "evil.example" } })).status, 403);
  for (const unknown of ["/farol/prometheus/", "/farol/prometheus/graph", `${ROOT}/nothing`]) {
    assert.equal((await ask(unknown, { headers: REMOTE })).status, 401);
    assert.deepEqual((await ask(unknown)).json.errorType, "not_found");
  }
});

test("the engine does not start with an address that no Prometheus can have", async (t) => {
  await assert.rejects(
    engineFor(t, { prometheusUrl: "prometheus:9090" }),
    (error) => error instanceof FarolError && error.code === "FAROL_PROMETHEUS_URL",
  );
});
