import { type Format, OPENMETRICS_1_0, TEXT_0_0_4 } from "./format.ts";

interface Range {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

/**
 * The format that an `Accept` header likes best, as Prometheus' own libraries choose: the highest q, the earlier where
 * two are equal, 0.0.4 where nothing fits.
 */
export function negotiateFormat(accept: string | undefined): Format {
  const ranges = parseRanges(accept ?? "").sort((a, b) => b.quality - a.quality);
  for (const range of ranges) {
    const format = range.quality > 0 ? formatOf(range) : undefined;
    if (format !== undefined) return format;
  }
  return TEXT_0_0_4;
}

/** Whether `Accept-Encoding` admits gzip. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  const ranges = parseRanges(acceptEncoding ?? "");
  const gzip = ranges.find(({ type }) => type === "gzip") ?? ranges.find(({ type }) => type === "*");
  return gzip !== undefined && gzip.quality > 0;
}

function formatOf({ type, parameters }: Range): Format | undefined {
  const version = parameters.get("version");
  if (type === "application/openmetrics-text")
    return version === undefined || version === "1.0.0" ? OPENMETRICS_1_0 : undefined;
  if (type === "text/plain") return version === undefined || version === "0.0.4" ? TEXT_0_0_4 : undefined;
  return type === "*/*" || type === "text/*" ? TEXT_0_0_4 : undefined;
}

function parseRanges(header: string): Range[] {
  return header
    .split(",")
    .map((part) => part.split(";").map((piece) => piece.trim()))
    .filter(([type]) => type !== "")
    .map(([type, ...rest]) => {
      const parameters = new Map(rest.map(parseParameter));
      return { type: type!.toLowerCase(), parameters, quality: qualityOf(parameters.get("q")) };
    });
}

function parseParameter(text: string): [string, string] {
  const [name, value = ""] = text.split("=", 2) as [string, string?];
  return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, "$1")];
}

/** RFC 9110 12.4.2: from 0 to 1, 1 when it is not said. What is no number is taken as 0. */
function qualityOf(text: string | undefined): number {
  if (text === undefined) return 1;
  const quality = Number(text);
  return quality >= 0 && quality <= 1 ? quality : 0;
}
