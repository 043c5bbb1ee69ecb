import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";

/** What is needed of the browser's own types, which this program's side does not know. */
interface Data {
  readonly value: string;
}
interface Canvas {
  readonly width: number;
  readonly height: number;
  getContext(kind: "2d"): {
    getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
  };
}

/** Numbers of `data` elements by a name, as the page holds them: unrounded, "" where there is none. */
export type Numbers = Readonly<Record<string, string>>;

/** A page of the console in a browser of its own, and what it asked and complained about since it was opened. */
export class ConsolePage {
  readonly page: Page;
  readonly complaints: string[] = [];
  readonly #answers = new Map<string, Promise<unknown>>();
  readonly #origins = new Set<string>();

  private constructor(page: Page) {
    this.page = page;
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("request", (request) => this.#origins.add(new URL(request.url()).origin));
    page.on("response", (response) => {
      const { pathname, searchParams } = new URL(response.url());
      if (!pathname.includes("/api/")) return;
      const parameters = [...searchParams].map(([name, value]) => `${name}=${value}`);
      this.#answers.set(
        [pathname, ...parameters].join(" "),
        response.json().catch(() => {}),
      );
    });
  }

  static async open(browser: Browser, options: BrowserContextOptions = {}): Promise<ConsolePage> {
    return new ConsolePage(await browser.newPage(options));
  }

  /** Goes to an address and waits until the first answers are shown. */
  async visit(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.getByTestId("endpoints").waitFor();
  }

  /** The newest answer of the API to a question whose path and parameters, as `name=value`, contain all of these. */
  async answer<T>(...parts: readonly string[]): Promise<T> {
    const address = [...this.#answers.keys()].findLast((key) => parts.every((part) => key.includes(part)));
    if (address === undefined) throw new Error(`the page never asked for ${parts.join(" ")}`);
    return (await this.#answers.get(address)) as T;
  }

  /** Every place that something was loaded from. */
  get origins(): readonly string[] {
    return [...this.#origins];
  }

  /** The text of the element with this test id. */
  async text(testId: string): Promise<string> {
    return (await this.page.getByTestId(testId).textContent()) ?? "";
  }

  panel(id: string): Locator {
    return this.page.getByTestId(`panel-${id}`);
  }

  /** The number of a stat. */
  async number(id: string): Promise<string | null> {
    return await this.page.getByTestId(`stat-${id}`).locator("data").getAttribute("value");
  }

  /** The numbers in a panel's legend by their line's name. */
  async legend(id: string): Promise<Numbers> {
    const entries = await this.panel(id)
      .locator("li button")
      .evaluateAll((buttons) =>
        buttons.map((button) => [button.title, button.querySelector("data")!.value] as const),
      );
    return Object.fromEntries(entries);
  }

  /** The endpoints' table: a row's numbers by the row's name, in the order of the columns. */
  async endpoints(): Promise<Readonly<Record<string, readonly string[]>>> {
    const rows = await this.page
      .getByTestId("endpoints")
      .locator("tbody tr")
      .evaluateAll((all) =>
        all.map((row) => {
          const name = row.querySelector("th")!.textContent;
          return [
            name,
            Array.from(row.querySelectorAll("data") as Iterable<Data>, ({ value }) => value),
          ] as const;
        }),
      );
    return Object.fromEntries(rows);
  }

  /**
   * How many pixels of a panel's canvas are strongly colored. Text and grid are grayish: only lines are.
   * @throws Error when the panel has no canvas.
   */
  async coloredPixels(id: string): Promise<number> {
    return await this.panel(id)
      .locator("canvas")
      .evaluate((canvas: Canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let colored = 0;
        for (let i = 0; i < data.length; i += 4) {
          const channels = [data[i]!, data[i + 1]!, data[i + 2]!];
          if (data[i + 3]! > 200 && Math.max(...channels) - Math.min(...channels) > 70) colored += 1;
        }
        return colored;
      });
  }

  /** How many pixels the page is wider than the window. */
  async overflow(): Promise<number> {
    return await this.page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
