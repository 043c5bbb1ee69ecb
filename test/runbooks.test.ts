import assert from "node:assert/strict";
import { test } from "node:test";
import { createFarol, defineMonitoring, silentLogger } from "farol";
import { defineStack, generate } from "farol/compile";
import { caches } from "farol/integrations/cache";
import { http } from "farol/integrations/http";
import Fastify from "fastify";
import { parse } from "yaml";

const monitoring = defineMonitoring({ service: "shop", integrations: [http(), caches()] });

test("the link of every generated alert is answered with its runbook, at the application's own address", async (t) => {
  const farol = await createFarol(monitoring, { logger: silentLogger });
  const app = Fastify();
  t.after(async () => {
    await app.close();
    await farol.close();
  });
  await app.register(farol.fastify());
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const files = generate(monitoring, defineStack({ runbooksUrl: `${address}/runbooks/` }));
  const rules = files.filter(({ path }) => path.startsWith("prometheus/rules/"));
  const alerts: { annotations: { runbook_url: string } }[] = rules.flatMap(({ text }) =>
    parse(text).groups.flatMap((group: { rules: object[] }) => group.rules),
  );
  const links = new Set(alerts.map(({ annotations }) => annotations.runbook_url));
  assert.ok(links.size >= 4);
  for (const link of links) {
    const answer = await fetch(link);
    assert.equal(answer.status, 200, link);
    assert.match(await answer.text(), /^# RB-\d{3} /);
  }
});
