import type { Labels } from "farol/model";
import { seriesText } from "farol/promql";

type Sample = readonly [seconds: number, value: string];
interface Written {
  readonly metric: Labels;
  readonly values: readonly Sample[];
}

/** The recording of which row of the script an evaluation saw; all other recordings of a test begin alike. */
export const ROW_RULE = { record: "side:row", expr: "max(script_row)" } as const;
const EVERYTHING = '{__name__=~"ALERTS|ALERTS_FOR_STATE|side:.+"}[10m]';

/**
 * Everything that rules have written, by the row of the script that they saw: series with their values, sorted. For how
 * long an alert is active is told in seconds.
 * @param url of the API: Prometheus' or Farol's
 * @throws Error when a row was seen twice or never, as by a machine that is too busy
 */
export async function writtenByRow(url: string, lastRow: number): Promise<string[][]> {
  const response = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: EVERYTHING })}`);
  const { data } = (await response.json()) as { data: { result: readonly Written[] } };
  const rows = rowsOf(data.result, lastRow);
  const written: string[][] = Array.from({ length: lastRow + 1 }, () => []);
  for (const { metric, values } of data.result) {
    for (const sample of values) written[rows.get(sample[0]) ?? 0]!.push(lineOf(metric, sample));
  }
  return written.slice(1).map((lines) => lines.sort());
}

/** Rows by time. The first row and the last are shown for as long as one likes; of the last, the first time counts. */
function rowsOf(all: readonly Written[], lastRow: number): ReadonlyMap<number, number> {
  const samples = all.find(({ metric }) => metric.__name__ === ROW_RULE.record)!.values;
  const shown = samples.filter(([, row]) => Number(row) > 0).slice(0, lastRow);
  const seen = shown.map(([, row]) => Number(row));
  const expected = Array.from({ length: lastRow }, (_, i) => i + 1);
  if (String(seen) !== String(expected)) throw new Error(`rows were seen as ${seen}`);
  return new Map(shown.map(([seconds], i) => [seconds, i + 1]));
}

function lineOf(metric: Labels, [seconds, value]: Sample): string {
  const isSince = metric.__name__ === "ALERTS_FOR_STATE";
  return `${seriesText(metric)} ${isSince ? Math.floor(seconds - Number(value)) : value}`;
}
