import {
  bucketsOf,
  countOf,
  dashboard,
  gaugePanel,
  percentiles,
  promql,
  select,
  shareOf,
  states,
  table,
  timeseries,
} from "../../define/index.ts";
import {
  cacheHits,
  cacheMisses,
  cacheOperationDuration,
  redisPoolActive,
  redisPoolMax,
} from "../cache/index.ts";
import { INFRASTRUCTURE_DASHBOARD } from "../dashboards/index.ts";
import { dbConnectionPoolWait, dbPoolActive, dbPoolIdle, dbPoolMax } from "../database/index.ts";
import { healthCheckStatus } from "../health/index.ts";
import {
  cpuSeconds,
  residentMemory,
  systemCpuUsage,
  systemMemoryAvailable,
  systemMemoryTotal,
  virtualMemory,
} from "../process/index.ts";
import { circuitBreakerCalls, circuitBreakerState, circuitBreakerTransitions } from "../resilience/index.ts";

const USE = { yellow: 0.7, red: 0.9 };
const hits = promql`sum by (cache) (rate(${cacheHits}[5m]))`;
const misses = promql`sum by (cache) (rate(${cacheMisses}[5m]))`;
const openBreakers = promql`sum by (breaker) (${select(circuitBreakerState, { state: "open" })})`;
const halfOpenBreakers = promql`sum by (breaker) (${select(circuitBreakerState, { state: "half_open" })})`;

/** What the service stands on: pools, caches, breakers, the machine. */
export const infrastructureDashboard = dashboard({
  id: INFRASTRUCTURE_DASHBOARD,
  title: "Infrastructure",
  description: "How full pools and memory are, how well caches serve, and what is cut off or not well.",
  refresh: "10s",
  panels: [
    gaugePanel({
      title: "Database pool",
      description: "Share of the pool's connections that are in use.",
      queries: [
        {
          expr: promql`sum by (pool) (${dbPoolActive}) / sum by (pool) (${dbPoolMax})`,
          legend: "{{pool}}",
        },
      ],
      thresholds: USE,
      max: 1,
      width: 6,
    }),
    gaugePanel({
      title: "Redis pool",
      description: "Share of the connections to Redis that are busy or not open.",
      queries: [{ expr: promql`sum(${redisPoolActive}) / sum(${redisPoolMax})`, legend: "redis" }],
      thresholds: USE,
      max: 1,
      width: 6,
    }),
    gaugePanel({
      title: "Cache hits",
      description: "Share of the reads of the last five minutes that the cache answered.",
      queries: [{ expr: shareOf(hits, promql`${hits} + ${misses}`), legend: "{{cache}}" }],
      thresholds: { yellow: 0.8, red: 0.6 },
      max: 1,
      width: 6,
    }),
    gaugePanel({
      title: "Memory",
      description: "Share of the machine's or the container's memory that is in use.",
      queries: [{ expr: promql`max(1 - ${systemMemoryAvailable} / ${systemMemoryTotal})`, legend: "memory" }],
      thresholds: USE,
      max: 1,
      width: 6,
    }),
    timeseries({
      title: "Connections of the database pool",
      description: "Those that are checked out, those that are free, and how many there may be.",
      queries: [
        { expr: promql`sum by (pool) (${dbPoolActive})`, legend: "active {{pool}}" },
        { expr: promql`sum by (pool) (${dbPoolIdle})`, legend: "idle {{pool}}" },
        { expr: promql`sum by (pool) (${dbPoolMax})`, legend: "most {{pool}}" },
      ],
    }),
    states({
      title: "Circuit breakers",
      description: "The state of each, of all instances the worst: open ones let no call through.",
      queries: [
        {
          expr: promql`2 * (${openBreakers} > bool 0) + (${halfOpenBreakers} > bool 0) * (${openBreakers} == bool 0)`,
          legend: "{{breaker}}",
        },
      ],
      unit: "count",
      valueNames: { 0: "closed", 1: "half open", 2: "open" },
      thresholds: { yellow: 1, red: 2 },
    }),
    timeseries({
      title: "Cache operations",
      description: "Operations that ended, each second.",
      queries: [
        {
          expr: promql`sum by (operation) (rate(${countOf(cacheOperationDuration)}[5m]))`,
          legend: "{{operation}}",
        },
      ],
    }),
    timeseries({
      title: "CPU",
      description: "Share of the machine's CPU time that is in use; of the process, in cores.",
      queries: [
        { expr: promql`max(${systemCpuUsage})`, legend: "machine" },
        { expr: promql`sum(rate(${cpuSeconds}[5m]))`, legend: "process" },
      ],
      thresholds: { yellow: 0.7, red: 0.8 },
    }),
    timeseries({
      title: "Waiting for a database connection",
      description: "From asking the pool to having a connection, or to giving up.",
      queries: percentiles(bucketsOf(dbConnectionPoolWait)),
      thresholds: { yellow: 0.05, red: 0.1 },
    }),
    timeseries({
      title: "Events of circuit breakers",
      description: "How calls ended, and changes of state, each second.",
      queries: [
        {
          expr: promql`sum by (breaker, outcome) (rate(${circuitBreakerCalls}[5m]))`,
          legend: "{{breaker}} {{outcome}}",
        },
        {
          expr: promql`sum by (breaker, to) (rate(${circuitBreakerTransitions}[5m]))`,
          legend: "{{breaker}} to {{to}}",
        },
      ],
    }),
    timeseries({
      title: "Memory of the process",
      description: "What lies in RAM, and the address space.",
      queries: [
        { expr: promql`sum(${residentMemory})`, legend: "resident" },
        { expr: promql`sum(${virtualMemory})`, legend: "virtual" },
      ],
    }),
    table({
      title: "Health",
      description: "Whether each check passes, of all instances the worst.",
      rows: ["check"],
      queries: [{ expr: promql`min by (check) (${healthCheckStatus})`, legend: "status" }],
      valueNames: { 0: "failing", 1: "passing" },
      thresholds: { yellow: 1, red: 0.5 },
    }),
  ],
});
