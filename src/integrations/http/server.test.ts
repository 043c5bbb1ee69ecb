import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { ManualClock, silentLogger } from "../../model/index.ts";
import { identify } from "./identify.ts";
import type { Framework } from "./ledger.ts";
import { MemoryRecorder } from "./memory-recorder.fixture.ts";
import { httpRequests, httpRequestsInFlight } from "./metrics.ts";
import { observeServer } from "./server.ts";

describe("a node server without a framework", () => {
  it("is observed, its requests as unmatched", async (t) => {
    const { recorder, ask } = await start(t, { endpoint: () => undefined, header: () => undefined });
    await ask();
    const labels = { method: "GET", endpoint: "unmatched", status_code: "202" };
    await recorder.until(() => recorder.read(httpRequests, labels)?.value === 1);
  });

  it("goes on when an adapter breaks, which is said once", async (t) => {
    const broken = () => {
      throw new Error("an adapter's mistake");
    };
    const { recorder, ask, errors } = await start(t, { endpoint: broken, header: broken });
    await ask();
    await ask();
    await recorder.until(() => recorder.read(httpRequestsInFlight)?.value === 0);
    assert.deepEqual(errors, ["Farol could not count a request."]);
  });
});

/** A server whose every request is identified with an object that only the framework under test knows. */
async function start(t: TestContext, framework: Framework<object>) {
  const recorder = new MemoryRecorder();
  const errors: string[] = [];
  const logger = { ...silentLogger, error: (_fields: object, message: string) => void errors.push(message) };
  const server = createServer((request, response) => {
    identify(request, {});
    response.writeHead(202).end("taken");
  });
  const observed = observeServer({ recorder, clock: new ManualClock(), logger }, server, framework);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  t.after(() => {
    observed.stop();
    server.close();
  });
  const ask = async () => {
    await (await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: "close" } })).text();
  };
  return { recorder, errors, ask };
}
