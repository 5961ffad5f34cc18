/** What was refused of a form stands beside its fields until something else is written there, which may be right. */
import { createContext, useContext, useState } from "react";
import type { Refusal } from "../network/refusals";

/** Why the form around a field was refused: another one each time that it is. */
export const Refused = createContext<object | null>(null);

/** For a field: what is wrong with it, while its value is the one that was refused. */
export function useStanding(problem: string | undefined, value: unknown): string | undefined {
  const refusal = useContext(Refused);
  const written = JSON.stringify(value);
  const [refused, setRefused] = useState({ refusal, problem, written });
  const isNew = problem !== refused.problem || (refusal !== null && refusal !== refused.refusal);
  if (isNew) setRefused({ refusal, problem, written });
  return isNew || written === refused.written ? problem : undefined;
}

/**
 * For a form that lists what is wrong, or in which a field can take the path of another: what stands, by its path. `at`
 * answers what is written at one.
 */
export function useProblems(refusal: Refusal | null, at: (path: string) => unknown): Readonly<Record<string, string>> {
  const [refused, setRefused] = useState(() => ({ refusal, written: writtenAt(refusal, at) }));
  if (refused.refusal !== refusal) setRefused({ refusal, written: writtenAt(refusal, at) });
  return standing(refusal?.fields ?? {}, refused.written, writtenAt(refusal, at));
}

/** The problems at whose paths the same is written as before. */
export function standing(problems: Texts, before: Texts, now: Texts): Texts {
  return Object.fromEntries(Object.entries(problems).filter(([path]) => before[path] === now[path]));
}

type Texts = Readonly<Record<string, string>>;

function writtenAt(refusal: Refusal | null, at: (path: string) => unknown): Texts {
  const paths = Object.keys(refusal?.fields ?? {});
  return Object.fromEntries(paths.map((path) => [path, JSON.stringify(at(path)) ?? ""]));
}

/** What a value has at a path, such as `fields.0.label`; undefined if it has nothing there. */
export function valueAt(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce((inside, step) => (inside as Record<string, unknown> | null | undefined)?.[step], value);
}
