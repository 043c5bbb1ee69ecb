/**
 * The companion as a program of its own: listens on PORT of this machine (default: any that is free) and prints where.
 * Started by reviews, it tells it the port, and ends when reviews is gone, however that ended.
 */
import type { AddressInfo } from "node:net";
import { createCompanion } from "./server.ts";

const hasParent = process.argv.includes("--with-parent");
if (hasParent) {
  process.once("disconnect", () => process.exit());
  if (!process.connected) process.exit();
}
const app = createCompanion();
await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT ?? 0) });
const { port } = app.server.address() as AddressInfo;
if (hasParent) process.send!({ port });
else console.log(`companion: http://127.0.0.1:${port}`);
