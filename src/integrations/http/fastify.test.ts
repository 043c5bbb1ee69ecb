import assert from "node:assert/strict";
import { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import Fastify from "fastify";
import { ManualClock, silentLogger } from "../../model/index.ts";
import { observeFastify, watchFastify } from "./fastify.ts";
import { type Gate, httpContract } from "./http-contract.fixture.ts";
import { MemoryRecorder } from "./memory-recorder.fixture.ts";
import { httpActiveConnections, httpRequests } from "./metrics.ts";
import { RawClient } from "./raw-client.fixture.ts";

describe("the contract, on Fastify", () =>
  httpContract(async (host, gate) => {
    const app = Fastify();
    const stop = watchFastify(app, host);
    addContractRoutes(app, gate);
    await app.listen({ port: 0, host: "127.0.0.1" });
    return { server: app.server, stop, close: () => app.close() };
  }));

function addContractRoutes(app: ReturnType<typeof Fastify>, gate: Gate): void {
  app.get("/users/:id", (_request, reply) => reply.send("user"));
  app.post("/users/:id", (_request, reply) => reply.code(201).send("made"));
  app.register((shop) => shop.get("/items/:item", () => "item"), { prefix: "/shop" });
  app.get("/throws", () => {
    throw new Error("thrown by the handler");
  });
  app.get("/stream", (_request, reply) => reply.send(Readable.from(["piece", "piece", "piece"])));
  app.get("/slow", async () => {
    gate.reached();
    await gate.opened;
    return "slow";
  });
  app.get("/half", (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { "content-length": 100 });
    reply.raw.write("half", () => reply.raw.destroy());
  });
  app.get("/unchanged", (_request, reply) => reply.code(304).send());
  app.get("/hints", (_request, reply) => {
    reply.raw.writeEarlyHints({ link: "</style.css>; rel=preload; as=style" });
    return reply.send("hinted");
  });
}
