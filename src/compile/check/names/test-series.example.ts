import { alertTests, counterAt, gaugeAt, type TestLevels } from "../../../define/index.ts";
import { letters, lettersWaiting, post } from "../post.fixture.ts";

const tested = (levels: (aSecond: number) => TestLevels) => {
  const when = { for: "10m", window: "5m", firesAt: 11, silentAt: 9, firing: [{ kind: "bill" }] } as const;
  return post({ tests: alertTests({ ...when, levels }) });
};
const series = (text: string) => tested((aSecond) => [[{ series: text, counts: true, level: aSecond * 60 }]]);

export const fails = [
  series('leters_total{kind="bill", office="north"}'),
  series('letters_total{kind="bil", office="north"}'),
  series('letters_total{kind="bill"}'),
  tested((aSecond) => [
    counterAt(letters, { kind: "bill", office: "north" }, aSecond * 60),
    gaugeAt(lettersWaiting, {}, 5),
  ]),
];

export const passes = tested((aSecond) => [
  counterAt(letters, { kind: "bill", office: "north" }, aSecond * 60),
]);
