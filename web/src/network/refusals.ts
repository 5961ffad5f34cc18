/** Refusals: the members of a mutation's result that say no. */
import { graphql } from "react-relay";

/** What each mutation asks of a refusal, as `...refusals_refusal @relay(mask: false)`. */
graphql`
  fragment refusals_refusal on Refusal {
    code
    message
    ... on InvalidInput {
      fields {
        path
        message
      }
    }
    ... on Conflict {
      currentVersion
    }
  }
`;

export interface Refusal {
  code: string;
  message: string;
  /** By the path of an input field, such as `price.amount`. */
  fields: Record<string, string>;
  currentVersion: number | null;
}

/** A refusal of this page itself: what is wrong by the paths of the input. */
export function invalid(fields: Record<string, string>): Refusal {
  return { code: "INVALID_INPUT", message: Object.values(fields)[0] ?? "", fields, currentVersion: null };
}

/** What is wrong with an input or something within it, and its path, which is then shown beside its field. */
export function wrongWith(refusal: Refusal | null, input: string): { problem?: string; shown: string[] } {
  for (const [path, problem] of Object.entries(refusal?.fields ?? {}))
    if (path === input || path.startsWith(`${input}.`)) return { problem, shown: [path] };
  return { shown: [] };
}

/** It is about the program that has asked, not about what its user wants: it names a variable, and says of what type it is. */
export function isAboutProgram({ message }: Refusal): boolean {
  return message.startsWith("Variable '$");
}

const NAMES = new Set(["Refused", "Obstructed", "InvalidInput", "Conflict"]);

interface Said {
  __typename?: string;
  code?: string;
  message?: string;
  fields?: readonly { path: string; message: string }[];
  currentVersion?: number;
}

/** The refusal that a result is, or null if the act succeeded. */
export function refusalIn(result: unknown): Refusal | null {
  const said = result as Said;
  if (!said.__typename || !NAMES.has(said.__typename)) return null;
  return {
    code: said.code ?? "",
    message: said.message ?? "",
    fields: Object.fromEntries((said.fields ?? []).map(({ path, message }) => [path, message])),
    currentVersion: said.currentVersion ?? null,
  };
}
