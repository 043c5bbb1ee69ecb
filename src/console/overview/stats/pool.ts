import { count, NOTHING, ratio, written } from "../../charts/units.ts";
import { levelOf, stat } from "../stat.ts";

/** All pools together. */
export const pool = stat({
  id: "pool",
  label: "Pool in use",
  course: "sum(db_pool_connections_active{$service})",
  numbers: {
    active: "sum(db_pool_connections_active{$service})",
    waiting: "sum(db_pool_connections_waiting{$service})",
    max: "sum(db_pool_connections_max{$service})",
  },
  read({ active, waiting, max }) {
    const share = active === null || !max ? null : active / max;
    return {
      value: active,
      quantity: active === null ? NOTHING : { number: String(active), symbol: `of ${written(count, max)}` },
      detail: `${written(count, waiting)} waiting, ${written(ratio, share)} used`,
      level: levelOf(share, 0.7, 0.9),
    };
  },
});
