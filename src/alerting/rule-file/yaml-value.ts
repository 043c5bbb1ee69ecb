import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument } from "yaml";
import { FarolError, type Labels, parseDuration } from "../../model/index.ts";

/** Where a value was read. */
interface YamlFile {
  readonly path: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** A value in a file of rules, which knows where it stands. Errors are FarolError FAROL_RULE_FILE. */
export class YamlValue {
  readonly #file: YamlFile;
  readonly #node: unknown;
  readonly #offset: number;

  private constructor(file: YamlFile, node: unknown, offset: number) {
    this.#file = file;
    this.#node = isAlias(node) ? node.resolve(file.document) : node;
    this.#offset = (node as { range?: readonly number[] | null } | null)?.range?.[0] ?? offset;
  }

  /**
   * The whole of a file.
   * @throws FarolError when it is no YAML, or more than one document
   */
  static read(text: string, path: string): YamlValue {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, merge: true });
    const file = { path, document, lines };
    const [error] = document.errors;
    if (error === undefined) return new YamlValue(file, document.contents, 0);
    const place = new YamlValue(file, undefined, error.pos[0]);
    if (error.code === "MULTIPLE_DOCS")
      throw place.fault("a second document", "a file of rules is one", "Give it a file of its own.");
    const [rule = ""] = error.message.split(" at line ");
    throw place.fault("what stands here", rule, "Write it as YAML.");
  }

  /** Whether nothing stands here: `~`, or nothing. */
  get isEmpty(): boolean {
    return this.#node === null || (isScalar(this.#node) && this.#node.value === null);
  }

  /** @throws FarolError when it is no map, or holds another field than these. Fields that are empty are left out. */
  fields<Name extends string>(known: readonly Name[]): ReadonlyMap<Name, YamlValue> {
    const found = new Map<Name, YamlValue>();
    for (const [name, value] of this.entries()) {
      if (!isOneOf(known, name))
        throw value.fault(
          `field "${name}"`,
          `there are ${known.join(", ")}`,
          "Take it out, or mend its name.",
        );
      if (!value.isEmpty) found.set(name, value);
    }
    return found;
  }

  /** @throws FarolError when it is no list */
  items(): YamlValue[] {
    if (!isSeq(this.#node)) throw this.#wrong("a list");
    return this.#node.items.map((item) => this.#child(item));
  }

  /** A text as it stands there, also where it looks like a number. */
  text(): string {
    if (this.isEmpty) return "";
    if (!isScalar(this.#node)) throw this.#wrong("a text");
    return typeof this.#node.value === "string" ? this.#node.value : String(this.#node.source);
  }

  /** The entries of a map; what is merged into it (`<<`) comes first, so that its own stands above that. */
  entries(within: readonly unknown[] = []): Map<string, YamlValue> {
    if (this.isEmpty) return new Map();
    if (!isMap(this.#node)) throw this.#wrong("a map");
    if (within.includes(this.#node))
      throw this.fault("a map within itself", "what is merged ends somewhere", "Take the `<<` out of it.");
    const [merged, own] = [this.#node.items.filter(isMerge), this.#node.items.filter((one) => !isMerge(one))];
    return new Map([
      ...merged.flatMap(({ value }) => [...this.#child(value).entries([...within, this.#node])]),
      ...own.map(({ key, value }) => this.#named(key, value)),
    ]);
  }

  /** Names and texts: labels, annotations. */
  texts(): Labels {
    return Object.fromEntries([...this.entries()].map(([name, value]) => [name, value.text()]));
  }

  wholeNumber(): number {
    const text = this.text();
    if (!/^[-+]?\d+$/.test(text)) throw this.#wrong("a whole number");
    return Number(text);
  }

  durationMs(): number {
    const text = this.text();
    if (text === "0") return 0;
    try {
      return parseDuration(text);
    } catch (error) {
      if (!(error instanceof FarolError)) throw error;
      throw this.fault(error.fault.found, error.fault.rule, error.fault.cure);
    }
  }

  /** An error that names the place of this value. */
  fault(found: string, rule: string, cure: string): FarolError {
    const { path, lines } = this.#file;
    const { line } = lines.linePos(this.#offset);
    return new FarolError({ code: "FAROL_RULE_FILE", found: `${found} (${path}:${line})`, rule, cure });
  }

  #wrong(expected: string): FarolError {
    return this.fault(this.#kind(), `${expected} is expected here`, `Write ${expected}.`);
  }

  #kind(): string {
    if (isScalar(this.#node)) return `"${this.text()}"`;
    if (isMap(this.#node)) return "a map";
    return isSeq(this.#node) ? "a list" : "an alias of nothing";
  }

  #child(node: unknown): YamlValue {
    return new YamlValue(this.#file, node, this.#offset);
  }

  #named(key: unknown, value: unknown): [string, YamlValue] {
    const name = this.#child(key);
    // an empty value has no place of its own
    return [name.text(), new YamlValue(this.#file, value, name.#offset)];
  }
}

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.source === "<<";
}

function isOneOf<Name extends string>(known: readonly Name[], name: string): name is Name {
  return known.some((one) => one === name);
}
