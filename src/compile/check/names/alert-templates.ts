import type { AlertRule } from "../../../model/index.ts";

/** A text of an alert that Prometheus renders. */
export interface AlertTemplate {
  /** `summary`, `label team`. */
  readonly what: string;
  readonly template: string;
}

export function templatesOf({ summary, description, labels }: AlertRule): AlertTemplate[] {
  return [
    { what: "summary", template: summary },
    { what: "description", template: description },
    ...Object.entries(labels).map(([name, template]) => ({ what: `label ${name}`, template })),
  ];
}
