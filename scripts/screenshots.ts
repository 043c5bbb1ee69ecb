/** Takes the pictures in docs/images from a running application: `node scripts/screenshots.ts <its address>`. */
import { mkdir } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { launchChromium } from "./browser.ts";

const FOLDER = "docs/images";
const PICTURES = [
  { name: "overview-light", width: 1600, scheme: "light" },
  { name: "overview-dark", width: 1600, scheme: "dark" },
  { name: "overview-narrow", width: 400, scheme: "light" },
] as const;

type Picture = (typeof PICTURES)[number];

async function take(browser: Browser, address: URL, { name, width, scheme }: Picture): Promise<string> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  await page.goto(new URL("/farol/?range=5m", address).href);
  await page.getByTestId("endpoints").waitFor();
  const path = `${FOLDER}/${name}.png`;
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
  await page.close();
  return path;
}

async function takeAll(address: URL): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const browser = await launchChromium();
  try {
    for (const picture of PICTURES) console.log(await take(browser, address, picture));
  } finally {
    await browser.close();
  }
}

const [address] = process.argv.slice(2);
if (address !== undefined && URL.canParse(address)) {
  await takeAll(new URL(address));
} else {
  console.error("Say where the application runs: node scripts/screenshots.ts http://localhost:8000");
  process.exitCode = 1;
}
