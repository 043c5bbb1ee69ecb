import { defineRouting, inhibit, route } from "../../../define/index.ts";
import type { Duration } from "../../../model/index.ts";
import { post } from "../post.fixture.ts";
import { ALERTS, oncall, pager } from "./routed-post.fixture.ts";

const [milder, graver] = ALERTS as [(typeof ALERTS)[0], (typeof ALERTS)[0]];

// rules of an integration are a group of their own, and so are those of the service
const toldAfter = (groupWait: Duration) =>
  post(
    {},
    {
      integrations: [{ name: "floods", metrics: [], rules: [graver] }],
      rules: [milder],
      routing: defineRouting({
        root: route({ receivers: [pager, oncall], groupWait }),
        inhibitions: [
          inhibit({
            source: { alertname: graver.name },
            target: { alertname: milder.name },
            equal: ["kind"],
          }),
        ],
      }),
    },
  );

export const stack = { interval: "15s" } as const;

export const fails = toldAfter("5s");

export const passes = toldAfter("15s");
