/** What every list and count of reviews depends on. */
export const REVIEWS_TAG = "reviews";

/** What the page of one review depends on. */
export const reviewTag = (id: string): string => `review:${id}`;

/** What a change of one review makes wrong: its page, and every list and count. */
export const tagsOfChange = ({ reviewId }: { readonly reviewId: string }): readonly string[] => [
  reviewTag(reviewId),
  REVIEWS_TAG,
];
