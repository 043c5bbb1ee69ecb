export { type Catalogue, catalogueOf, type SeriesFacts, type SeriesKind, seriesOf } from "./catalogue.ts";
export { agree, COUNT, type Dimension, dimensionOf, RATIO, SECONDS, words } from "./dimension.ts";
export { type Facts, type InferOptions, infer } from "./infer.ts";
export type { Inferred } from "./inferred.ts";
export {
  ANY_LABELS,
  add,
  type LabelSet,
  labelSet,
  NO_LABELS,
  type Presence,
  presenceOf,
} from "./label-set.ts";
export { isAccumulated, isBuckets, type Meaning } from "./meaning.ts";
