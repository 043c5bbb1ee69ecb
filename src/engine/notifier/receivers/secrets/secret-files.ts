import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { FarolError } from "../../../../model/index.ts";

interface SecretFilesOptions {
  /** Where files are whose path is not absolute; FAROL_SECRETS_DIR of the environment wins over it. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Where receivers have their secrets from. They are read at each use, so that they may be replaced at any time. */
export class SecretFiles {
  readonly #folder: string;
  readonly #environment: SecretFilesOptions["environment"];

  constructor({ folder, environment }: SecretFilesOptions) {
    this.#folder = environment.FAROL_SECRETS_DIR || folder;
    this.#environment = environment;
  }

  /**
   * A secret, without the white space around it: out of the environment where that has it, else out of its file.
   * @throws FarolError FAROL_SECRET_FILE
   */
  async read(file: string): Promise<string> {
    const secret = this.#inVariable(file) || (await this.#inFile(file));
    if (secret === "") throw this.#refusal(file, "is empty");
    return secret;
  }

  /**
   * A secret that is an address.
   * @throws FarolError FAROL_SECRET_FILE
   */
  async readUrl(file: string): Promise<URL> {
    const url = URL.parse(await this.read(file));
    if (url !== null && /^https?:$/.test(url.protocol)) return url;
    throw this.#refusal(file, "holds no address that begins with https:// or http://");
  }

  #inVariable(file: string): string | undefined {
    return this.#environment[variableOf(file)]?.trim();
  }

  async #inFile(file: string): Promise<string> {
    try {
      return (await readFile(this.#pathOf(file), "utf8")).trim();
    } catch (error) {
      const { code = "unknown" } = error as NodeJS.ErrnoException;
      throw this.#refusal(file, code === "ENOENT" ? "is not there" : `cannot be read (${code})`);
    }
  }

  #pathOf(file: string): string {
    return isAbsolute(file) ? file : join(this.#folder, file);
  }

  #refusal(file: string, what: string): FarolError {
    const place = this.#inVariable(file) ? variableOf(file) : `the secret file ${this.#pathOf(file)}`;
    return new FarolError({
      code: "FAROL_SECRET_FILE",
      found: `${place} ${what}`,
      rule: "a receiver's secret is read whenever something is sent",
      cure: `Write it there, name another folder as FAROL_SECRETS_DIR, or set ${variableOf(file)} to the secret itself.`,
    });
  }
}

/** The environment's name of a secret: `slack-api-url` is FAROL_SECRET_SLACK_API_URL. */
function variableOf(file: string): string {
  return `FAROL_SECRET_${file.replace(/^\W+/, "").replace(/\W+/g, "_").toUpperCase()}`;
}
