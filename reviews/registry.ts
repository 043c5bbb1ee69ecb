import { forgetKeys } from "./bus/forget-keys.ts";
import { ensureAdmin } from "./identity/ensure-admin.ts";
import { grantRole } from "./identity/grant-role.ts";
import { identify } from "./identity/identify.ts";
import { issueApiToken } from "./identity/issue-api-token.ts";
import { listUsers } from "./identity/list-users.ts";
import { registerUser } from "./identity/register-user.ts";
import { signIn } from "./identity/sign-in.ts";
import { commentOnReview } from "./review/comment-on-review.ts";
import { countPending } from "./review/count-pending.ts";
import { approveReview, rejectReview } from "./review/decide-review.ts";
import { getReview } from "./review/get-review.ts";
import { listReviews } from "./review/list-reviews.ts";
import { proposeReview } from "./review/propose-review.ts";
import { recordScan } from "./review/record-scan.ts";
import { reviseReview } from "./review/revise-review.ts";
import { unscannedReviews } from "./review/unscanned-reviews.ts";

/** Everything that can change. */
export const COMMANDS = [
  registerUser,
  ensureAdmin,
  grantRole,
  issueApiToken,
  proposeReview,
  reviseReview,
  commentOnReview,
  approveReview,
  rejectReview,
  recordScan,
  forgetKeys,
] as const;

/** Everything that can be asked. Signing in changes nothing, so it is a question: who is this? */
export const QUERIES = [
  signIn,
  identify,
  listUsers,
  getReview,
  listReviews,
  countPending,
  unscannedReviews,
] as const;

export type Command = (typeof COMMANDS)[number];
export type Query = (typeof QUERIES)[number];

/** The closed sets behind the labels `command` and `query`. */
export const COMMAND_NAMES = COMMANDS.map(({ name }) => name);
export const QUERY_NAMES = QUERIES.map(({ name }) => name);
