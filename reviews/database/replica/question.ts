import pg from "pg";

const LIMIT_MS = 1000;

/** Asks one server one thing again and again, on a connection of its own that is opened anew when it was lost. */
export class Question<Row> {
  readonly #url: string;
  readonly #text: string;
  #client: Promise<pg.Client> | undefined;

  constructor(url: string, text: string) {
    this.#url = url;
    this.#text = text;
  }

  /** The first row; rejects when the server does not answer within a second. */
  async ask(): Promise<Row> {
    this.#client ??= this.#open();
    try {
      const client = await this.#client;
      return (await client.query<Row & object>(this.#text)).rows[0]!;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#client?.then((client) => client.end()).catch(() => {});
    this.#client = undefined;
  }

  async #open(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: "reviews (replica)",
      ...{ connectionTimeoutMillis: LIMIT_MS, query_timeout: LIMIT_MS },
    });
    // the next question tells
    client.on("error", () => {});
    await client.connect();
    return client;
  }
}
