import type { Counter, CounterSeries, Histogram, HistogramSeries, Recorder } from "../../model/index.ts";
import {
  httpRequestDuration,
  httpRequestSize,
  httpRequests,
  httpResponseSize,
  METHODS,
  type Method,
  UNMATCHED,
} from "./metrics.ts";
import { parseTraceparent } from "./trace-context.ts";

type RequestCounter = Counter<(typeof httpRequests)["labels"]>;
type RouteHistogram = Histogram<(typeof httpRequestDuration)["labels"]>;

interface RouteLabels {
  readonly method: Method;
  readonly endpoint: string;
}

interface Instruments {
  readonly requests: RequestCounter;
  readonly duration: RouteHistogram;
  readonly requestSize: RouteHistogram;
  readonly responseSize: RouteHistogram;
}

/** What is known of a request once it has ended. */
export interface Ended {
  readonly status: number;
  readonly durationSeconds: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** The request's `traceparent` header. */
  readonly traceparent: string | undefined;
}

/** The series of one method of one route, found once. */
export class RouteSeries {
  readonly #labels: RouteLabels;
  readonly #requests: RequestCounter;
  readonly #byStatus = new Map<number, CounterSeries>();
  readonly #duration: HistogramSeries;
  readonly #requestSize: HistogramSeries;
  readonly #responseSize: HistogramSeries;

  constructor(instruments: Instruments, labels: RouteLabels) {
    this.#labels = labels;
    this.#requests = instruments.requests;
    this.#duration = instruments.duration.series(labels);
    this.#requestSize = instruments.requestSize.series(labels);
    this.#responseSize = instruments.responseSize.series(labels);
  }

  get endpoint(): string {
    return this.#labels.endpoint;
  }

  /** The counter of one status; asking for it makes it exist at 0. */
  requests(status: number): CounterSeries {
    const known = this.#byStatus.get(status);
    return known ?? this.#addStatus(status);
  }

  record(ended: Ended): void {
    this.requests(ended.status).inc();
    this.#requestSize.observe(ended.requestBytes);
    this.#responseSize.observe(ended.responseBytes);
    const trace = ended.traceparent === undefined ? undefined : parseTraceparent(ended.traceparent);
    if (trace?.sampled) this.#duration.observeTraced(ended.durationSeconds, trace.traceId);
    else this.#duration.observe(ended.durationSeconds);
  }

  #addStatus(status: number): CounterSeries {
    const status_code = String(status);
    const series = this.#requests.series({ ...this.#labels, status_code });
    this.#byStatus.set(status, series);
    return series;
  }
}

/** All routes of one server, by method and template. */
export class RouteTable {
  readonly #instruments: Instruments;
  readonly #undeclared: (endpoint: string) => void;
  readonly #byMethod = new Map<string, Map<string, RouteSeries>>(
    METHODS.map((method) => [method, new Map()]),
  );

  /** `undeclared` is told of each route that is met in a request before it was declared. */
  constructor(recorder: Recorder, undeclared: (endpoint: string) => void = () => {}) {
    this.#undeclared = undeclared;
    this.#instruments = {
      requests: recorder.counter(httpRequests),
      duration: recorder.histogram(httpRequestDuration),
      requestSize: recorder.histogram(httpRequestSize),
      responseSize: recorder.histogram(httpResponseSize),
    };
  }

  /** Makes a route's series exist before its first request, so that `rate()` sees its first error. */
  declare(method: string, endpoint: string): RouteSeries {
    const routes = this.#ofMethod(method);
    return routes.get(endpoint) ?? this.#add(routes, method, endpoint);
  }

  /** The series of a route; of the bucket for unmatched requests when there is no endpoint. */
  find(method = "", endpoint = UNMATCHED): RouteSeries {
    const routes = this.#ofMethod(method);
    const known = routes.get(endpoint);
    return known ?? this.#meet(routes, method, endpoint);
  }

  #ofMethod(method: string): Map<string, RouteSeries> {
    return this.#byMethod.get(method) ?? this.#byMethod.get("OTHER")!;
  }

  #meet(routes: Map<string, RouteSeries>, method: string, endpoint: string): RouteSeries {
    if (endpoint !== UNMATCHED) this.#undeclared(endpoint);
    return this.#add(routes, method, endpoint);
  }

  #add(routes: Map<string, RouteSeries>, method: string, endpoint: string): RouteSeries {
    const known = METHODS.find((name) => name === method) ?? "OTHER";
    const series = new RouteSeries(this.#instruments, { method: known, endpoint });
    routes.set(endpoint, series);
    if (endpoint !== UNMATCHED) for (const status of [200, 500]) series.requests(status);
    return series;
  }
}
