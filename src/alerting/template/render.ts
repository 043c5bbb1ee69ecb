import { type AlertData, renderAlert } from "./alert-rendering.ts";
import { parseTemplate } from "./alert-template.ts";
import { templateError } from "./template-error.ts";

/**
 * Renders a summary, a description or a label of an alert as Prometheus does.
 * @throws FarolError FAROL_TEMPLATE where Prometheus would show an error in its place, and for what queries it.
 */
export function renderTemplate(template: string, data: AlertData): string {
  const parsed = parseTemplate(template);
  try {
    return renderAlert(parsed, data);
  } catch (error) {
    throw templateError(template, (error as Error).message);
  }
}
