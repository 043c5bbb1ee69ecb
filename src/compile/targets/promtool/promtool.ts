import type { Target } from "../../target.ts";
import { yamlFile } from "../../yaml.ts";
import { TESTS_FOLDER, testCases, testDocument } from "./test-document.ts";

/**
 * `prometheus/tests/<group>.yml` for each group whose alerts have tests. promtool has one interval a file: where a
 * group's tests have several, each has a file, as `<group>-15s.yml`.
 */
export const promtool: Target = (monitoring, stack) => {
  const byGroup = Map.groupBy(testCases(monitoring), ({ groups }) => groups.at(-1)!.slug);
  return [...byGroup].flatMap(([slug, cases]) => {
    const byInterval = [...Map.groupBy(cases, ({ test }) => test.interval)];
    return byInterval.map(([interval, some]) => {
      const name = byInterval.length > 1 ? `${slug}-${interval}` : slug;
      const document = testDocument(some, monitoring, stack);
      const program = `promtool ${stack.versions.prometheus}`;
      return { path: `${TESTS_FOLDER}/${name}.yml`, text: yamlFile(monitoring.service, program, document) };
    });
  });
};
