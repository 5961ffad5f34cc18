/** Mutations: sent once in effect, with refusals as values. */
import { useCallback, useRef, useState } from "react";
import { useMutation } from "react-relay";
import type { GraphQLTaggedNode, MutationParameters, SelectorStoreUpdater } from "relay-runtime";
import { ServerError, WAITS_FOR_LINK } from "./environment";
import { type Refusal, refusalIn } from "./refusals";

/** No answer came: whether it was done is not known. */
const UNREACHABLE = "UNREACHABLE";

type ResultOf<M extends MutationParameters> = M["response"][keyof M["response"]];
type InputOf<M extends MutationParameters> = M["variables"] extends { input: infer I } ? I : never;

export type Outcome<M extends MutationParameters> =
  | { result: ResultOf<M>; refusal: null }
  | { result: null; refusal: Refusal };

interface Hopes<M extends MutationParameters> {
  /** Shows the effect until the answer comes: for what can be taken back alone. */
  optimisticUpdater?: SelectorStoreUpdater<M["response"]>;
  updater?: SelectorStoreUpdater<M["response"]>;
  /**
   * Goes on trying while the server cannot be reached; it needs an `idempotencyKey`. What is shown before the answer
   * waits unless this is false, and so does not vanish.
   */
  waits?: boolean;
}

/** A key for one try of one act: the same for all its repetitions. */
export function keyOfTry(): string {
  return crypto.randomUUID();
}

/**
 * The key of one decision, however often it is sent: a second press or a lost answer has no second effect.
 *
 * `renew` begins another decision, whose input may differ; unless the refusal is that no answer came, after which the
 * next press is the same decision.
 */
export function useKeyOfDecision(): { key: () => string; renew: (refusal?: Refusal | null) => void } {
  const current = useRef<string | null>(null);
  const [decision] = useState({
    key: () => {
      current.current ??= keyOfTry();
      return current.current;
    },
    renew: (refusal?: Refusal | null) => {
      if (refusal?.code !== UNREACHABLE) current.current = null;
    },
  });
  return decision;
}

/**
 * A mutation, and whether one is under way.
 *
 * A lost connection is a refusal too, with the code `UNREACHABLE`, and a failure of the server has the server's code.
 */
export function useAct<M extends MutationParameters>(
  document: GraphQLTaggedNode,
): [(input: InputOf<M>, hopes?: Hopes<M>) => Promise<Outcome<M>>, boolean] {
  const [commit] = useMutation<M>(document);
  const [underWay, setUnderWay] = useState(0);
  const act = useCallback(
    (input: InputOf<M>, hopes: Hopes<M> = {}) =>
      new Promise<Outcome<M>>((resolve) => {
        setUnderWay((count) => count + 1);
        const end = (outcome: Outcome<M>) => {
          setUnderWay((count) => count - 1);
          resolve(outcome);
        };
        const config = {
          variables: { input } as M["variables"],
          // The network reads it; the types of the hook leave it out.
          cacheConfig: { metadata: { [WAITS_FOR_LINK]: hopes.waits ?? hopes.optimisticUpdater !== undefined } },
          ...(hopes.updater && { updater: hopes.updater }),
          ...(hopes.optimisticUpdater && { optimisticUpdater: hopes.optimisticUpdater }),
          onCompleted: (response: M["response"]) => {
            const result = Object.values(response as object)[0] as ResultOf<M>;
            const refusal = refusalIn(result);
            end(refusal ? { result: null, refusal } : { result, refusal: null });
          },
          onError: (error: Error) => end({ result: null, refusal: failure(error) }),
        };
        commit(config);
      }),
    [commit],
  );
  return [act, underWay > 0];
}

function failure(error: Error): Refusal {
  const code = error instanceof ServerError ? error.code : UNREACHABLE;
  return { code, message: error.message, fields: {}, currentVersion: null };
}
