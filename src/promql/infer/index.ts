export { type Catalogue, catalogueOf, type SeriesFacts, type SeriesKind } from "./catalogue.ts";
export { agree, COUNT, type Dimension, dimensionOf, RATIO, SECONDS, words } from "./dimension.ts";
export { type Facts, type InferOptions, infer } from "./infer.ts";
export type { Inferred, Meaning } from "./inferred.ts";
export { type LabelSet, type Presence, presenceOf } from "./label-set.ts";
