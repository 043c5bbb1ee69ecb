import { setTimeout as delay } from "node:timers/promises";
import { until } from "../../until.ts";

const PAUSE_MS = 50;

type Labels = Readonly<Record<string, string>>;

interface Series {
  readonly labels: Labels;
  latest: number;
  highest: number;
}

/** What `/metrics` has shown so far: it is read again and again, since states come and go. */
export class Observed implements AsyncDisposable {
  readonly #url: string;
  readonly #types = new Map<string, string>();
  readonly #series = new Map<string, Map<string, Series>>();
  readonly #reading: Promise<void>;
  #isOver = false;

  constructor(url: string) {
    this.#url = url;
    this.#reading = this.#read();
    // told when this is disposed of
    this.#reading.catch(() => {});
  }

  /** The names of all metrics that had a series. */
  get names(): ReadonlySet<string> {
    return new Set([...this.#types.keys()].filter((name) => this.#of(name).length > 0));
  }

  /** The names of all series that were there, buckets aside. */
  get seriesNames(): readonly string[] {
    return [...this.#series.keys()];
  }

  /** The highest value of a metric's series with such labels, of a histogram the number of its observations. */
  highest(name: string, labels: Labels = {}): number {
    return Math.max(0, ...this.#matching(name, labels).map(({ highest }) => highest));
  }

  /** Resolves when a series with such labels was seen that is not 0. */
  async seen(name: string, labels: Labels = {}, limitMs?: number): Promise<void> {
    const what = `${name} ${JSON.stringify(labels)}`;
    await until(what, async () => this.highest(name, labels) > 0 || undefined, limitMs);
  }

  /** Resolves when the only series of this metric was read as this value. */
  async settled(name: string, value: number): Promise<void> {
    const isSo = async () => this.#matching(name, {})[0]?.latest === value || undefined;
    await until(`${name} to be ${value}`, isSo);
  }

  /** @throws what reading failed with, if it did. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    await this.#reading;
  }

  #matching(name: string, labels: Labels): Series[] {
    return this.#of(name).filter((each) =>
      Object.entries(labels).every(([label, value]) => each.labels[label] === value),
    );
  }

  #of(name: string): Series[] {
    const suffix = this.#types.get(name) === "histogram" ? "_count" : "";
    return [...(this.#series.get(name + suffix)?.values() ?? [])];
  }

  async #read(): Promise<void> {
    while (!this.#isOver) {
      const response = await fetch(this.#url);
      for (const line of (await response.text()).split("\n")) this.#line(line);
      await delay(PAUSE_MS);
    }
  }

  #line(line: string): void {
    const [, typed, type] = /^# TYPE (\S+) (\S+)/.exec(line) ?? [];
    if (typed !== undefined) this.#types.set(typed, type!);
    const [, name, labels = "", value] = /^([a-zA-Z_:]\S*?)(\{.*\})? (\S+)$/.exec(line) ?? [];
    if (name === undefined || name.endsWith("_bucket")) return;
    const known = this.#series.get(name) ?? new Map<string, Series>();
    this.#series.set(name, known);
    const series = known.get(labels) ?? { labels: labelsIn(labels), latest: 0, highest: 0 };
    known.set(labels, series);
    series.latest = Number(value);
    series.highest = Math.max(series.highest, series.latest);
  }
}

function labelsIn(text: string): Labels {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, value]) => [label, value]),
  );
}
