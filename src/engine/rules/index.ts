export { type RuleNumbers, Rules, type RulesOptions } from "./rules.ts";
