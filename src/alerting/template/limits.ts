/** How deep blocks, parentheses and calls of templates are nested. */
export const MAX_DEPTH = 100;

/** Characters of a template, of what it yields, and of every text on the way. */
export const MAX_TEXT = 1_048_576;

/** Nodes and commands that one rendering may take; long texts count for more than one. */
export const MAX_STEPS = 200_000;

/** Questions that one template may ask. */
export const MAX_QUERIES = 100;
