import { describe } from "node:test";
import type { MakeServer } from "./application.fixture.ts";
import { connections } from "./connections.fixture.ts";
import { cutOffs } from "./cut-offs.fixture.ts";
import { endings } from "./endings.fixture.ts";
import { measures } from "./measures.fixture.ts";
import { routes } from "./routes.fixture.ts";
import { statuses } from "./statuses.fixture.ts";
import { upgrades } from "./upgrades.fixture.ts";

/** What every framework's adapter must do. */
export function httpContract(make: MakeServer): void {
  describe("routes", () => routes(make));
  describe("methods and statuses", () => statuses(make));
  describe("sizes and durations", () => measures(make));
  describe("connections", () => connections(make));
  describe("exchanges that are cut off", () => cutOffs(make));
  describe("upgrades", () => upgrades(make));
  describe("the end of the observation", () => endings(make));
}
