import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { readRuleFile } from "../../../alerting/index.ts";
import { ManualClock, silentLogger } from "../../../model/index.ts";
import { Rules } from "../../rules/index.ts";
import { JoinedReader, MemoryStore } from "../../store/index.ts";
import { apiFor, NOW_MS } from "./prometheus-api.fixture.ts";

const FILE = `groups:
  - name: zoo
    interval: 30s
    limit: 5
    labels: { team: core }
    rules:
      - record: job:depth:sum
        expr: sum by(job) (depth)
      - alert: Deep
        expr: depth>10
        for: 1m
        keep_firing_for: 5m
        labels: { severity: 'page' }
        annotations: { summary: '{{ $labels.job }} at {{ $value }}' }
      - alert: Shallow
        expr: depth < 0.5
  - name: broken
    rules:
      - record: twins
        expr: depth
        labels: { job: any }
`;

/** The API over rules that were evaluated at these depths, 30 s apart. */
async function evaluated(t: TestContext, ...depths: readonly (readonly number[])[]) {
  const clock = new ManualClock(NOW_MS - 3_600_000);
  const [samples, written] = [new MemoryStore(), new MemoryStore({ absence: "gap", firstId: 2 ** 30 })];
  const files = [...readRuleFile(FILE, "b.yml"), ...readRuleFile(FILE.replace("zoo", "ape"), "a.yml")];
  const rules = new Rules({
    ...{ groups: files, intervalMs: 30_000, settings: {}, clock, logger: silentLogger },
    ...{ reader: new JoinedReader(samples, written), writer: written, listener: () => {} },
  });
  const ids = Uint32Array.of(...["shop", "bank"].map((job) => samples.series("depth", { job })));
  for (const values of depths) {
    clock.advance(30_000);
    samples.append(clock.now(), ids, Float64Array.from(values), values.length);
    await rules.tick(clock.now());
  }
  const { get } = await apiFor(t, { rules });
  return {
    get: async (path: string) => (await get(path)).json,
    at: (ms: number) => new Date(clock.now() + ms).toISOString().replace(".000", ""),
    names: async (query: string) => {
      const { groups } = (await get(`rules?${query}`)).json.data;
      return groups.map((group: { file: string; name: string; rules: { name: string }[] }) =>
        [group.file, group.name, ...group.rules.map(({ name }) => name)].join(" "),
      );
    },
  };
}

test("rules are told of by file and group, as Prometheus writes them", async (t) => {
  const { get, at } = await evaluated(t, [11, 2], [12, 0.1], [13, 2], [4, 2]);
  const { status, data } = await get("rules?file[]=b.yml");
  assert.equal(status, "success");
  assert.deepEqual(
    data.groups.map(({ name }: { name: string }) => name),
    ["broken", "zoo"],
  );
  const { rules, ...zoo } = data.groups[1];
  const lastEvaluation = at(0);
  assert.deepEqual(zoo, {
    ...{ name: "zoo", file: "b.yml", interval: 30, limit: 5, evaluationTime: 0, lastEvaluation },
  });
  const evaluation = { health: "ok", evaluationTime: 0, lastEvaluation };
  assert.deepEqual(rules, [
    {
      ...{ name: "job:depth:sum", query: "sum by (job) (depth)", labels: { team: "core" } },
      ...{ ...evaluation, type: "recording" },
    },
    {
      ...{ state: "firing", name: "Deep", query: "depth > 10", duration: 60, keepFiringFor: 300 },
      labels: { team: "core", severity: "page" },
      annotations: { summary: "{{ $labels.job }} at {{ $value }}" },
      alerts: [
        {
          labels: { alertname: "Deep", job: "shop", severity: "page", team: "core" },
          annotations: { summary: "shop at 13" },
          state: "firing",
          activeAt: at(-90_000),
          keepFiringSince: at(0),
          value: "1.3e+01",
        },
      ],
      ...{ ...evaluation, type: "alerting" },
    },
    {
      ...{ state: "inactive", name: "Shallow", query: "depth < 0.5", duration: 0, keepFiringFor: 0 },
      ...{ labels: { team: "core" }, annotations: {}, alerts: [], ...evaluation, type: "alerting" },
    },
  ]);
  const [twins] = data.groups[0].rules;
  assert.deepEqual([twins.health, typeof twins.lastError], ["err", "string"]);
});

test("alerts that are pending or fire are listed, and those that have ended are not", async (t) => {
  const { get } = await evaluated(t, [11, 0.1], [12, 2]);
  const listed = (await get("alerts")).data.alerts.map(
    ({
      labels,
      state,
      value,
    }: {
      labels: { alertname: string; job: string };
      state: string;
      value: string;
    }) => `${labels.alertname} ${labels.job} ${state} ${value}`,
  );
  assert.deepEqual(listed, ["Deep shop pending 1.2e+01", "Deep shop pending 1.2e+01"]);
});

test("rules that were not evaluated yet are unknown, with Go's time for never", async (t) => {
  const { get } = await evaluated(t);
  const { lastEvaluation, rules } = (await get("rules?rule_group[]=zoo")).data.groups[0];
  assert.deepEqual([lastEvaluation, rules[0].health], ["0001-01-01T00:00:00Z", "unknown"]);
});

test("rules are chosen by type, name, group, file and the labels that are written at them", async (t) => {
  const { names, get } = await evaluated(t, [1, 2]);
  assert.deepEqual(await names("type=Record"), [
    "a.yml ape job:depth:sum",
    "a.yml broken twins",
    "b.yml broken twins",
    "b.yml zoo job:depth:sum",
  ]);
  assert.deepEqual(await names("rule_name[]=Deep&rule_name[]=twins&file[]=a.yml"), [
    "a.yml ape Deep",
    "a.yml broken twins",
  ]);
  assert.deepEqual(await names("rule_group[]=zoo&type=alert"), ["b.yml zoo Deep Shallow"]);
  assert.deepEqual(await names('match[]={severity="page"}&match[]={job="any"}&file[]=a.yml'), [
    "a.yml ape Deep",
    "a.yml broken twins",
  ]);
  assert.deepEqual(await names("match[]=depth"), []);
  const { alerts } = (await get("rules?rule_name[]=Deep&exclude_alerts=true")).data.groups[0].rules[0];
  assert.equal(alerts, null);
});

test("groups come page by page", async (t) => {
  const { get } = await evaluated(t, [1, 2]);
  const pages: string[][] = [];
  for (let token: string | undefined = ""; token !== undefined; ) {
    const next: string = token && `&group_next_token=${token}`;
    const { groups, groupNextToken } = (await get(`rules?type=alert&group_limit=1${next}`)).data;
    pages.push(groups.map(({ name }: { name: string }) => name));
    token = groupNextToken;
  }
  assert.deepEqual(pages, [["ape"], ["zoo"]]);
});

test("what cannot be read is refused in Prometheus' words", async (t) => {
  const { get } = await evaluated(t);
  const table = {
    "type=foo": 'invalid parameter "type": not supported value "foo"',
    "exclude_alerts=maybe":
      'invalid parameter "exclude_alerts": error converting exclude_alerts: strconv.ParseBool: parsing "maybe": invalid syntax',
    "group_limit=x":
      'invalid parameter "group_limit": group_limit needs to be a valid number: strconv.ParseInt: parsing "x": invalid syntax',
    "group_limit=9999999999":
      'invalid parameter "group_limit": group_limit needs to be a valid number: strconv.ParseInt: parsing "9999999999": value out of range',
    "group_limit=0": 'invalid parameter "group_limit": group_limit needs to be greater than 0',
    "group_next_token=abc":
      'invalid parameter "group_next_token": group_limit needs to be present in order to paginate over the groups',
    "group_limit=1&group_next_token=abc":
      "invalid parameter \"group_next_token\": invalid group_next_token 'abc'. were rule groups changed?",
    "match[]={}": "match[] must contain at least one non-empty matcher",
  };
  for (const [query, error] of Object.entries(table))
    assert.deepEqual(await get(`rules?${query}`), { status: "error", errorType: "bad_data", error }, query);
});
