import { type Browser, chromium } from "playwright-core";

/** Where Debian's package puts it. */
const CHROMIUM = "/usr/bin/chromium";

/** Starts Debian's Chromium without a window. */
export function launchChromium(): Promise<Browser> {
  // Chromium's sandbox does not start as root.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath: CHROMIUM, args: isRoot ? ["--no-sandbox"] : [] });
}
