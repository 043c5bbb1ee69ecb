const FLAGS = ["", "-", "+", " ", "0", "#", "-0", "+0", "+#", "# ", "-#"];
const WIDTHS = ["", "9"];
const PRECISIONS = ["", ".0", ".2", ".9"];
const VERBS = [..."vTtbcdoOqxXUeEfFgGswz!"];
const VALUES = [
  ...['"aé\\t`"', '""', "1", "-105", "0x1f600", "-9223372036854775808", "1.5", "1e300", "5e-324", "$value"],
  ...["true", "nil", '(args 1 "x" nil 2.5 true)', "(args)", "$labels", '(safeHtml "<b>")', '(query "none")'],
];

/** `printf` with each verb, width and precision under each flag, for a value of each type: annotations by value. */
export const DIRECTIVES: readonly (readonly string[])[] = VALUES.map((value) =>
  FLAGS.flatMap((flags) =>
    WIDTHS.flatMap((width) =>
      PRECISIONS.flatMap((precision) =>
        VERBS.map((verb) => `{{ printf "%${flags}${width}${precision}${verb}" ${value} }}`),
      ),
    ),
  ),
);
