/** Characters of a name. */
export const MOST_AUTHOR = 128;
/** Characters of what is written for people. */
export const MOST_TEXT = 1000;
