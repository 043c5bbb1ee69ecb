import { alertTests, counterAt } from "../../../define/index.ts";
import { letters, post } from "../post.fixture.ts";

const expecting = (labels: Readonly<Record<string, string>>) =>
  post({
    tests: alertTests({
      for: "10m",
      window: "5m",
      levels: (aSecond: number) => [counterAt(letters, { kind: "bill", office: "north" }, aSecond * 60)],
      firesAt: 11,
      silentAt: 9,
      firing: [labels],
    }),
  });

// its expression aggregates by kind
export const fails = [expecting({ kind: "bill", office: "north" }), expecting({})];

export const passes = expecting({ kind: "bill" });
