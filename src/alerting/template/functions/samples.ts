import type { Sample, ValueMap } from "../value.ts";

/** @throws Error where there is none */
export function first(samples: readonly Sample[] = []): Sample {
  const [sample] = samples;
  if (sample === undefined) throw new Error("first() called on vector with no elements");
  return sample;
}

/** A label of a sample; empty where it has none. */
export function label(name: string, sample: Sample | undefined): string {
  return labelsOf(sample)[name] ?? "";
}

/** A sample's value. */
export function value(sample: Sample | undefined): number {
  labelsOf(sample);
  return sample!.fields.Value as number;
}

/** By the value of a label; in place, as Prometheus sorts. */
export function sortByLabel(name: string, samples: Sample[] = []): readonly Sample[] {
  return samples.sort((a, b) => compare(label(name, a), label(name, b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a === b ? 0 : 1;
}

function labelsOf(sample: Sample | undefined): Readonly<Record<string, string>> {
  if (sample === undefined)
    throw new Error("runtime error: invalid memory address or nil pointer dereference");
  return sample.fields.Labels as ValueMap & Readonly<Record<string, string>>;
}
