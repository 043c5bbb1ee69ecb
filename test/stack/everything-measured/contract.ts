/** A metric's labels of which several values must be seen, and those values. */
type Covered = Readonly<Record<string, readonly string[]>>;

const ONCE: Covered = {};
const OUTCOMES = { outcome: ["ok", "error"] };
const STATES = ["closed", "half_open", "open"];

/** The metrics that are promised, by the promise's number. Their names and label values are a public contract. */
export const CONTRACT: Readonly<Record<string, Readonly<Record<string, Covered>>>> = {
  A1: {
    http_requests_total: {
      method: ["GET", "POST", "PUT"],
      status_code: [
        ...["200", "201", "400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "429"],
        ...["499", "500", "503"],
      ],
    },
  },
  A2: { http_request_duration_seconds: ONCE },
  A3: { http_request_size_bytes: ONCE, http_response_size_bytes: ONCE },
  A4: { http_active_connections: ONCE, http_requests_in_flight: ONCE },
  A5: {
    db_queries_total: { query_type: ["SELECT", "INSERT", "UPDATE", "TRANSACTION", "DDL"] },
    db_slow_queries_total: ONCE,
    db_query_errors_total: ONCE,
  },
  A6: { db_query_duration_seconds: ONCE },
  A7: {
    db_pool_connections_active: ONCE,
    db_pool_connections_idle: ONCE,
    db_pool_connections_max: ONCE,
    db_pool_connections_waiting: ONCE,
  },
  A8: { db_connection_pool_wait_seconds: ONCE },
  A9: {
    db_connection_errors_total: ONCE,
    db_connections_recycled_total: ONCE,
    db_pool_timeouts_total: ONCE,
  },
  A10: {
    db_transaction_duration_seconds: ONCE,
    db_transactions_total: { outcome: ["commit", "rollback"] },
  },
  A11: {
    db_lock_wait_seconds: ONCE,
    db_deadlocks_total: ONCE,
    db_table_bloat_ratio: ONCE,
    db_cache_hit_ratio: ONCE,
    db_up: { pool: ["default", "replica"] },
  },
  A12: { db_repeated_queries_total: ONCE, db_connection_leaks_total: ONCE },
  A13: { redis_pool_connections_active: ONCE, redis_pool_connections_max: ONCE },
  A14: {
    cache_hits_total: ONCE,
    cache_misses_total: ONCE,
    cache_sets_total: ONCE,
    cache_evictions_total: ONCE,
    cache_errors_total: ONCE,
  },
  A15: { cache_operation_duration_seconds: ONCE },
  A16: { circuit_breaker_state: { breaker: ["scanner", "notifier"], state: STATES } },
  A17: {
    circuit_breaker_transitions_total: { from: STATES, to: STATES },
    circuit_breaker_calls_total: { outcome: ["success", "failure", "rejected", "timeout", "fallback"] },
  },
  A18: {
    process_resident_memory_bytes: ONCE,
    process_virtual_memory_bytes: ONCE,
    process_cpu_seconds_total: ONCE,
    process_open_fds: ONCE,
    process_start_time_seconds: ONCE,
    nodejs_eventloop_lag_seconds: ONCE,
    nodejs_eventloop_utilization_ratio: ONCE,
    nodejs_heap_size_total_bytes: ONCE,
    nodejs_heap_size_used_bytes: ONCE,
    nodejs_heap_size_limit_bytes: ONCE,
    nodejs_heap_space_size_used_bytes: { space: ["new", "old", "large_object"] },
    nodejs_gc_duration_seconds: { kind: ["major", "minor", "incremental"] },
  },
  A19: {
    system_cpu_usage_ratio: ONCE,
    system_memory_total_bytes: ONCE,
    system_memory_available_bytes: ONCE,
    system_disk_used_bytes: ONCE,
    system_disk_total_bytes: ONCE,
    system_network_receive_bytes_total: ONCE,
    system_network_transmit_bytes_total: ONCE,
  },
  A20: {
    health_check_status: { check: ["database", "redis", "scanner", "disk"] },
    readiness_status: ONCE,
    health_score: ONCE,
  },
  A21: {
    commands_total: OUTCOMES,
    command_duration_seconds: ONCE,
    queries_total: OUTCOMES,
    query_duration_seconds: ONCE,
  },
  A22: {
    review_created_total: { severity: ["low", "medium", "high", "critical"] },
    review_approved_total: ONCE,
    review_rejected_total: ONCE,
    review_decision_latency_seconds: ONCE,
    reviews_pending: ONCE,
  },
  A23: {
    user_registrations_total: ONCE,
    authentication_attempts_total: { outcome: ["success", "failure"] },
  },
  A24: {
    errors_total: {
      kind: [
        ...[
          "invalid",
          "unauthenticated",
          "forbidden",
          "not_found",
          "email_taken",
          "already_decided",
          "stale",
        ],
        ...["too_large", "unsupported_media_type", "key_reused", "precondition_required", "rate_limited"],
        ...["overloaded", "unavailable", "internal"],
      ],
    },
    exceptions_total: {
      type: ["Error", "TypeError", "RangeError", "SyntaxError", "DatabaseError", "AggregateError", "other"],
    },
  },
  A25: {
    deployments_total: { phase: ["started", "completed", "rolled_back"] },
    deployment_info: ONCE,
  },
};
