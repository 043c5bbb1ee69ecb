import type {
  AlertRule,
  Dashboard,
  Expression,
  Mark,
  Panel,
  PanelQuery,
  RecordingRule,
} from "../../model/index.ts";
import type { Expr, Facts } from "../../promql/index.ts";

/** Whose expression it is. */
export type Origin =
  | { readonly kind: "alert"; readonly alert: AlertRule }
  | { readonly kind: "recording"; readonly recording: RecordingRule }
  | {
      readonly kind: "panel";
      readonly dashboard: Dashboard;
      readonly panel: Panel;
      readonly query: PanelQuery;
    }
  | { readonly kind: "mark"; readonly mark: Mark };

/** An expression of a definition, read, and what is known of each of its nodes. */
export interface Use {
  readonly origin: Origin;
  /** What findings call it: `alert "DatabaseDown"`, `query A of the panel "Rate" of "HTTP"`. */
  readonly what: string;
  readonly expression: Expression;
  readonly tree: Expr;
  readonly facts: Facts;
}
