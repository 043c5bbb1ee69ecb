import { goQuote } from "../../../promql/index.ts";
import { invalidParameter } from "./api-error.ts";
import { type Route, whole } from "./asked.ts";

const TYPES = ["", "alert", "record"];

/** The rules that the engine evaluates: none. */
export const rules: Route = {
  takesForm: false,
  costs: false,
  answer: ({ given }) => {
    const type = (given.get("type") ?? "").toLowerCase();
    if (!TYPES.includes(type)) throw invalidParameter("type", `not supported value ${goQuote(type)}`);
    return whole({ groups: [] });
  },
};

/** The alerts that those rules hold pending or firing: none. */
export const alerts: Route = { takesForm: false, costs: false, answer: () => whole({ alerts: [] }) };
