import type { CountedSeries, Family } from "../slab/family.ts";
import { numbersOf } from "../slab/numbers.ts";
import { escapeLabelValue } from "./escape.ts";
import { exemplarText } from "./exemplar.ts";
import type { Format } from "./format.ts";
import type { PageWriter } from "./page-writer.ts";

/** One family in one format. All that stays the same between two scrapes is kept as bytes. */
export class FamilyPage {
  readonly #family: Family;
  readonly #format: Format;
  #version = -1;
  #head = "";
  /** What stands before each number, one after the other. */
  #prefixes = Buffer.alloc(0);
  /** Where each prefix ends. */
  #ends = new Uint32Array(0);
  #values = new Float64Array(0);

  constructor(family: Family, format: Format) {
    this.#family = family;
    this.#format = format;
  }

  write(writer: PageWriter): void {
    if (this.#version !== this.#family.version) this.#layOut();
    if (this.#ends.length === 0) return;
    this.#family.read(this.#values, 0);
    writer.text(this.#head);
    if (this.#format.exemplars && this.#family.metric.exemplars) this.#writeWithExemplars(writer);
    else this.#writeLines(writer, 0, this.#ends.length);
  }

  #writeLines(writer: PageWriter, first: number, last: number): void {
    const [prefixes, ends, values] = [this.#prefixes, this.#ends, this.#values];
    let from = first === 0 ? 0 : ends[first - 1]!;
    for (let i = first; i < last; i++) {
      const to = ends[i]!;
      writer.copy(prefixes, from, to);
      writer.number(values[i]!);
      writer.lineFeed();
      from = to;
    }
  }

  #writeWithExemplars(writer: PageWriter): void {
    const { series, width, metric } = this.#family;
    series.forEach((one, index) => {
      const first = index * width;
      for (let bucket = 0; bucket <= metric.buckets.length; bucket++) {
        const at = first + bucket;
        const from = at === 0 ? 0 : this.#ends[at - 1]!;
        writer.copy(this.#prefixes, from, this.#ends[at]!);
        writer.number(this.#values[at]!);
        writer.text(exemplarText(metric, one, bucket));
        writer.lineFeed();
      }
      this.#writeLines(writer, first + metric.buckets.length + 1, first + width);
    });
  }

  #layOut(): void {
    const { series, width, metric, version } = this.#family;
    const numbers = numbersOf(metric).map(({ name, le }) => ({
      name,
      bound: le === undefined ? undefined : `le="${this.#format.bound(le)}"`,
    }));
    const prefixes = series.flatMap((one) => {
      const labels = labelsText(one);
      return numbers.map(({ name, bound }) => `${name}${braced(labels, bound)} `);
    });
    this.#ends = new Uint32Array(series.length * width);
    this.#values = new Float64Array(series.length * width);
    let end = 0;
    prefixes.forEach((prefix, i) => {
      end += Buffer.byteLength(prefix);
      this.#ends[i] = end;
    });
    this.#prefixes = Buffer.from(prefixes.join(""));
    this.#head = this.#format.head(metric);
    this.#version = version;
  }
}

function labelsText({ labels }: CountedSeries): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeLabelValue(value)}"`)
    .join(",");
}

function braced(labels: string, bound: string | undefined): string {
  const all = [labels, bound].filter(Boolean).join(",");
  return all === "" ? "" : `{${all}}`;
}
