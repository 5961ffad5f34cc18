/** What is decided about candidates, and what becomes of it. */
import type { EliminationReason } from "../__generated__/sendingEliminateMutation.graphql";
import type { Refusal } from "../network/refusals";
import type { Candidate } from "./candidates";

/** What somebody wants to decide about candidates. */
export type Attempt = { readonly candidates: readonly Candidate[] } & (
  | { readonly kind: "place"; readonly rank: number | null }
  | { readonly kind: "drop"; readonly reason: string | null }
  | { readonly kind: "eliminate"; readonly reason: EliminationReason; readonly note: string }
  | { readonly kind: "restore"; readonly reason: string }
);

/** A candidate whose standing has become another one. */
export interface Decided {
  readonly candidate: Candidate;
  readonly version: number;
  /** The version that the decision was based on. */
  readonly basedOn: number;
}

export interface Refused {
  readonly candidate: Candidate;
  readonly refusal: Refusal;
}

export interface Verdict {
  readonly decided: readonly Decided[];
  /** What was refused for single candidates. */
  readonly refused: readonly Refused[];
  /** Why nothing at all was decided, such as a note that is missing. */
  readonly refusal: Refusal | null;
}

/** The versions that a decision is based on, by candidate; those that are not named are as they are known now. */
export type Versions = ReadonlyMap<string, number>;
