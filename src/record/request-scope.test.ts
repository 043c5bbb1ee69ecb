import assert from "node:assert/strict";
import { AsyncResource } from "node:async_hooks";
import { describe, it } from "node:test";
import { currentRequest, enterRequest, listenToRequests, type RequestSource } from "./request-scope.ts";

const routes: RequestSource<{ route?: string }> = { endpointOf: ({ route }) => route };

/** Runs something as an event of its own, so that what it enters ends with it. */
const apart = <T>(run: () => T): T => new AsyncResource("test").runInAsyncScope(run);

describe("the scope of a request", () => {
  it("is found by what runs on its behalf, and by nothing else", async (t) => {
    t.after(listenToRequests());
    const seen = apart(async () => {
      const scope = enterRequest(routes, {});
      await new Promise(setImmediate);
      return [currentRequest(), scope];
    });
    assert.equal(currentRequest(), undefined);
    const [found, entered] = await seen;
    assert.ok(entered);
    assert.equal(found, entered);
  });

  it("is over for all that still runs when the request has ended", (t) => {
    t.after(listenToRequests());
    apart(() => {
      enterRequest(routes, {})?.end();
      assert.equal(currentRequest(), undefined);
    });
  });

  it("knows the route as soon as it is asked after one matched, and remembers it after the end", (t) => {
    t.after(listenToRequests());
    const request: { route?: string } = {};
    const scope = apart(() => enterRequest(routes, request))!;
    assert.equal(scope.endpoint, undefined);
    request.route = "/users/:id";
    assert.equal(scope.endpoint, "/users/:id");
    scope.end();
    assert.equal(scope.endpoint, "/users/:id");
  });

  it("keeps what each subject asks for, until it ends", (t) => {
    t.after(listenToRequests());
    const scope = apart(() => enterRequest(routes, {}))!;
    const [mine, yours] = [{}, {}];
    const kept = scope.keep(mine, () => ["mine"]);
    assert.equal(
      scope.keep(mine, () => ["other"]),
      kept,
    );
    assert.deepEqual(
      scope.keep(yours, () => ["yours"]),
      ["yours"],
    );
    scope.end();
    assert.notEqual(
      scope.keep(mine, () => ["new"]),
      kept,
    );
  });

  it("does not exist while nobody listens", () => {
    const stops = [listenToRequests(), listenToRequests()];
    stops[0]!();
    stops[0]!();
    assert.ok(apart(() => enterRequest(routes, {})));
    stops[1]!();
    assert.equal(
      apart(() => enterRequest(routes, {})),
      undefined,
    );
    apart(() => assert.equal(currentRequest(), undefined));
  });
});
