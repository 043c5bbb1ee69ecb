import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, it } from "node:test";
import fc from "fast-check";
import { redacted, secretsOfUrl } from "./redacted.ts";
import { SecretFiles } from "./secret-files.ts";

const folder = mkdtempSync(join(tmpdir(), "farol-secrets-"));
after(() => rmSync(folder, { recursive: true }));

function secretFiles(environment: Readonly<Record<string, string>> = {}, place = folder): SecretFiles {
  return new SecretFiles({ folder: place, environment });
}

it("a secret is read anew each time, so that it may be replaced", async () => {
  const files = secretFiles();
  writeFileSync(join(folder, "key"), "first\n");
  assert.equal(await files.read("key"), "first");
  writeFileSync(join(folder, "key"), "second");
  assert.equal(await files.read("key"), "second");
});

it("a secret is looked for in the environment, in its folder, and where its path is absolute", async () => {
  writeFileSync(join(folder, "key"), "in the file");
  assert.equal(await secretFiles({ FAROL_SECRET_KEY: "in it" }).read("key"), "in it");
  assert.equal(await secretFiles({ FAROL_SECRETS_DIR: folder }, "/nowhere").read("key"), "in the file");
  assert.equal(await secretFiles({}, "/nowhere").read(join(folder, "key")), "in the file");
  const named = secretFiles({ FAROL_SECRET_RUN_SECRETS_SLACK_API_URL: "named" });
  assert.equal(await named.read("/run/secrets/slack-api.url"), "named");
});

it("a secret that is missing is named with its file and what to do", async () => {
  const path = join(folder, "slack-api-url");
  await assert.rejects(secretFiles().read("slack-api-url"), {
    code: "FAROL_SECRET_FILE",
    message: `the secret file ${path} is not there: a receiver's secret is read whenever something is sent. Write it there, name another folder as FAROL_SECRETS_DIR, or set FAROL_SECRET_SLACK_API_URL to the secret itself. [FAROL_SECRET_FILE]`,
  });
  writeFileSync(join(folder, "empty"), " \n");
  await assert.rejects(secretFiles().read("empty"), /is empty/);
  await assert.rejects(secretFiles().read("."), /cannot be read \(EISDIR\)/);
});

it("an address that is none is refused, and not repeated", async () => {
  for (const text of ["0123456789abcdef", "ftp://example.org/0123456789abcdef"]) {
    writeFileSync(join(folder, "url"), text);
    const isRefused = (error: Error) =>
      /holds no address/.test(error.message) && !error.message.includes("0123");
    await assert.rejects(secretFiles().readUrl("url"), isRefused);
    const inVariable = { message: /^FAROL_SECRET_URL holds no address/ };
    await assert.rejects(secretFiles({ FAROL_SECRET_URL: text }).readUrl("url"), inVariable);
  }
});

it("no secret is left in a text, however a server repeats it", () => {
  fc.assert(
    fc.property(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string(),
      (address, text) => {
        const url = new URL(address);
        const secrets = secretsOfUrl(url);
        const told = [text, url.href, ...secrets, ...secrets.map(encodeURIComponent)].join(" ");
        const left = redacted(told, secrets);
        for (const secret of secrets.filter(({ length }) => length >= 4))
          assert.ok(!left.includes(secret) || "[secret]".includes(secret), `${secret} in ${left}`);
      },
    ),
  );
});

it("a secret is found in JSON and in base64 as well", () => {
  const secret = 'open "sesame"';
  const told = JSON.stringify({ plain: secret, base64: btoa(secret), other: "open" });
  assert.equal(redacted(told, [secret]), '{"plain":"[secret]","base64":"[secret]","other":"open"}');
});
