/** The same question to OpenTelemetry's instrumentation, its spans ended and thrown away. Argument: the connection. */
import { createRequire } from "node:module";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { PgInstrumentation } from "@opentelemetry/instrumentation-pg";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { bySelect, CONNECTIONS, compare, ON_POSTGRES, type Run } from "./compare.ts";

const nowhere = {
  export: (_spans: unknown, done: (result: { code: number }) => void) => done({ code: 0 }),
  shutdown: async () => {},
};
const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(nowhere)] });
provider.register();
// Its queries are spans only inside a request's span.
const instrumentation = new PgInstrumentation({ requireParentSpan: false });
registerInstrumentations({ instrumentations: [instrumentation], tracerProvider: provider });

// It patches what is required, not what is imported.
const pg: typeof import("pg") = createRequire(import.meta.url)("pg");
const pool = new pg.Pool({ connectionString: process.argv[2], max: CONNECTIONS });
const select = bySelect(pool);
const plain: Run = (calls) => {
  instrumentation.disable();
  return select(calls);
};
const traced: Run = (calls) => {
  instrumentation.enable();
  return select(calls);
};
await compare(ON_POSTGRES, plain, traced, { rounds: 21, calls: 1000 }, "OpenTelemetry");
await pool.end();
await provider.shutdown();
