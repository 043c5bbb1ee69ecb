import type { Labels } from "farol/model";
import { seriesText } from "farol/promql";
import { until } from "../../until.ts";

type Sample = readonly [seconds: number, value: string];
interface Written {
  readonly metric: Labels;
  readonly values: readonly Sample[];
}

/** The recording of which row of the script an evaluation saw; all other recordings of a test begin alike. */
export const ROW_RULE = { record: "side:row", expr: "max(script_row)" } as const;
/** For a script, and for what goes on before. */
const LIMIT_MS = 60_000;
const EVERYTHING = '{__name__=~"ALERTS|ALERTS_FOR_STATE|side:.+"}[10m]';

/** Resolves once a side has evaluated all rules with the last row of a script. @param url of its API */
export async function untilLastRow(url: string, lastRow: number): Promise<void> {
  await until(
    `${url} to see row ${lastRow}`,
    async () => {
      const rows = rowsIn(await everything(url));
      // that evaluation is over once the next has begun
      return rows.filter(({ row }) => row === lastRow).length > 1 || undefined;
    },
    LIMIT_MS,
  );
}

/**
 * Everything that rules have written, by the row of the script that they saw: series with their values, sorted. For how
 * long an alert is active is told in seconds. The first row is left out, as it was shown for as long as one likes.
 * @param url of the API: Prometheus' or Farol's
 * @throws Error when a row was not seen for just one tick, as by a machine that is too busy
 */
export async function writtenByRow(url: string, lastRow: number): Promise<string[][]> {
  const all = await everything(url);
  const seen = rowsIn(all).filter(({ row }) => row > 0);
  const ticks = seen.slice(0, lastRow);
  const isRegular = ticks.every(({ row, seconds }, i) => {
    return row === i + 1 && Math.abs(seconds - ticks[0]!.seconds - i) < 0.001;
  });
  if (!isRegular) throw new Error(`rows were seen as ${JSON.stringify(ticks)}`);
  const rows = new Map(ticks.map(({ row, seconds }) => [seconds, row]));
  const written: string[][] = Array.from({ length: lastRow + 1 }, () => []);
  for (const { metric, values } of all) {
    for (const sample of values) written[rows.get(sample[0]) ?? 0]!.push(lineOf(metric, sample));
  }
  return written.slice(1).map((lines) => lines.sort());
}

async function everything(url: string): Promise<readonly Written[]> {
  const response = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: EVERYTHING })}`);
  const { data } = (await response.json()) as { data: { result: readonly Written[] } };
  return data.result;
}

/** Which row was seen when. */
function rowsIn(all: readonly Written[]): { readonly seconds: number; readonly row: number }[] {
  const { values = [] } = all.find(({ metric }) => metric.__name__ === ROW_RULE.record) ?? {};
  return values.map(([seconds, value]) => ({ seconds, row: Number(value) }));
}

function lineOf(metric: Labels, [seconds, value]: Sample): string {
  const isSince = metric.__name__ === "ALERTS_FOR_STATE";
  return `${seriesText(metric)} ${isSince ? Math.floor(seconds - Number(value)) : value}`;
}
