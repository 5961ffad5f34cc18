/** Mutations: sent once in effect, with refusals as values. */
import { useLingui } from "@lingui/react/macro";
import { useCallback, useRef, useState } from "react";
import { useRelayEnvironment } from "react-relay";
import {
  createOperationDescriptor,
  type GraphQLTaggedNode,
  generateUniqueClientID,
  getRequest,
  type MutationParameters,
  type SelectorStoreUpdater,
} from "relay-runtime";
import { ServerError, WAITS_FOR_LINK } from "./environment";
import { farIn, tooFar } from "./far";
import { tellNews } from "./news";
import { invalid, type Refusal, refusalIn } from "./refusals";

/** No answer came: whether it was done is not known. */
const UNREACHABLE = "UNREACHABLE";

type ResultOf<M extends MutationParameters> = M["response"][keyof M["response"]];
type InputOf<M extends MutationParameters> = M["variables"] extends { input: infer I } ? I : never;

export type Outcome<M extends MutationParameters> =
  | { result: ResultOf<M>; refusal: null }
  | { result: null; refusal: Refusal };

interface Hopes<M extends MutationParameters> {
  updater?: SelectorStoreUpdater<M["response"]>;
  /** Goes on trying while the server cannot be reached; it needs an `idempotencyKey`. */
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
 * The result is what the server has answered, whatever is known meanwhile. A lost connection is a refusal too, with the
 * code `UNREACHABLE`, and a failure of the server has the server's code. Days and times that the server would not read
 * are refused here, beside their fields.
 *
 * After a conflict the page shows what stands now, and the next press decides about that.
 */
export function useAct<M extends MutationParameters>(
  document: GraphQLTaggedNode,
): [(input: InputOf<M>, hopes?: Hopes<M>) => Promise<Outcome<M>>, boolean] {
  const environment = useRelayEnvironment();
  const { i18n } = useLingui();
  const [underWay, setUnderWay] = useState(0);
  const act = useCallback(
    (input: InputOf<M>, { waits, updater }: Hopes<M> = {}) =>
      new Promise<Outcome<M>>((resolve) => {
        const far = farIn(input);
        if (far.length > 0) {
          const problems = far.map((each) => [each.path, i18n._(tooFar(each.first))]);
          return resolve({ result: null, refusal: invalid(Object.fromEntries(problems)) });
        }
        setUnderWay((count) => count + 1);
        const end = (outcome: Outcome<M>) => {
          setUnderWay((count) => count - 1);
          resolve(outcome);
        };
        // The network reads it.
        const cacheConfig = { metadata: { [WAITS_FOR_LINK]: waits } };
        const variables = { input } as M["variables"];
        const root = generateUniqueClientID();
        const operation = createOperationDescriptor(getRequest(document), variables, cacheConfig, root);
        let answer: M["response"] | undefined;
        // It knows what the mutation answers with; the environment takes that of any.
        environment.executeMutation({ operation, updater: updater as SelectorStoreUpdater }).subscribe({
          next: (response) => {
            answer = (response as { data: M["response"] }).data;
          },
          complete: () => {
            const result = Object.values(answer as object)[0] as ResultOf<M>;
            const refusal = refusalIn(result);
            // Whatever shows the thing has not heard of the change, and reads it again.
            if (refusal?.code === "CONFLICT") tellNews();
            end(refusal ? { result: null, refusal } : { result, refusal: null });
          },
          error: (error: Error) => end({ result: null, refusal: failure(error) }),
        });
      }),
    [environment, document, i18n],
  );
  return [act, underWay > 0];
}

function failure(error: Error): Refusal {
  const code = error instanceof ServerError ? error.code : UNREACHABLE;
  return { code, message: error.message, fields: {}, currentVersion: null };
}
