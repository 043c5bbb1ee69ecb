/** A gauge whose series come and go: what is not shown again is taken away, since it would not be current. */
export class Shown<L> {
  readonly #gauge: { set(labels: L, value: number): void; remove(labels: L): void };
  readonly #labelsOf: (key: string) => L;
  #keys: readonly string[] = [];

  constructor(
    gauge: { set(labels: L, value: number): void; remove(labels: L): void },
    labelsOf: (key: string) => L,
  ) {
    this.#gauge = gauge;
    this.#labelsOf = labelsOf;
  }

  show(values: ReadonlyMap<string, number>): void {
    for (const key of this.#keys) if (!values.has(key)) this.#gauge.remove(this.#labelsOf(key));
    for (const [key, value] of values) this.#gauge.set(this.#labelsOf(key), value);
    this.#keys = [...values.keys()];
  }

  forget(): void {
    this.show(new Map());
  }
}
