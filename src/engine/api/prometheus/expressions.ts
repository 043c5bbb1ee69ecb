import { pretty } from "../../../promql/index.ts";
import { type Route, whole } from "./asked.ts";
import { expressionJson } from "./expression-json.ts";
import { expressionOf } from "./parameters.ts";

/** An expression on as many lines as it needs to be read. */
export const formatQuery: Route = {
  takesForm: true,
  costs: false,
  answer: ({ given }) => whole(pretty(expressionOf(given).expr)),
};

/** An expression as a tree. */
export const parseQuery: Route = {
  takesForm: true,
  costs: false,
  answer: ({ given }) => whole(expressionJson(expressionOf(given).expr)),
};
