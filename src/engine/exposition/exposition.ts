import type { Census } from "../slab/census.ts";
import type { Family } from "../slab/family.ts";
import { FamilyPage } from "./family-page.ts";
import type { Format } from "./format.ts";
import { PageWriter } from "./page-writer.ts";

/** Renders the census as text. */
export class Exposition {
  readonly #census: Census;
  readonly #pages = new Map<Format, Map<Family, FamilyPage>>();
  readonly #spare: PageWriter[] = [];

  constructor(census: Census) {
    this.#census = census;
  }

  /** The whole page. Call `release` once it was sent: its memory then serves the next one. */
  render(format: Format): { readonly page: Buffer; release(): void } {
    const writer = this.#spare.pop() ?? new PageWriter();
    for (const family of this.#census.families) this.#pageOf(family, format).write(writer);
    writer.text(format.end);
    return { page: writer.page, release: () => this.#giveBack(writer) };
  }

  #giveBack(writer: PageWriter): void {
    writer.reset();
    // One is enough: scrapes rarely overlap, and a page of 100,000 series takes 10 MB.
    if (this.#spare.length === 0) this.#spare.push(writer);
  }

  #pageOf(family: Family, format: Format): FamilyPage {
    const pages = this.#pages.get(format) ?? new Map<Family, FamilyPage>();
    this.#pages.set(format, pages);
    const page = pages.get(family) ?? new FamilyPage(family, format);
    pages.set(family, page);
    return page;
  }
}
