/** Following a place: events as they come, across broken connections, from the cursor of what was loaded. */
import { createContext, useContext, useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { useRelayEnvironment } from "react-relay";
import {
  type GraphQLTaggedNode,
  type OperationType,
  requestSubscription,
  type SelectorStoreUpdater,
} from "relay-runtime";
import { Link, type LinkState, ServerError } from "./environment";

interface Listening<S extends OperationType> {
  onEvent?: (event: S["response"]) => void;
  /** The place can no longer be followed: it is gone, or no longer to be seen. */
  onEnd?: (code: string) => void;
  updater?: SelectorStoreUpdater<S["response"]>;
}

/**
 * Follows while it is mounted. `variables` is null while there is nothing to follow from yet.
 *
 * Another `after` starts anew from there, as after a resync; other listeners are used from the next event on.
 */
export function useFollowing<S extends OperationType>(
  subscription: GraphQLTaggedNode,
  variables: S["variables"] | null,
  listening: Listening<S>,
): void {
  const environment = useRelayEnvironment();
  const hear = useEffectEvent((event: S["response"]) => listening.onEvent?.(event));
  const end = useEffectEvent((code: string) => listening.onEnd?.(code));
  const update = useEffectEvent<SelectorStoreUpdater<S["response"]>>((store, data) => listening.updater?.(store, data));
  const asked = variables === null ? null : JSON.stringify(variables);
  useEffect(() => {
    if (asked === null) return;
    const following = requestSubscription<S>(environment, {
      subscription,
      variables: JSON.parse(asked) as S["variables"],
      updater: (store, data) => update(store, data),
      onNext: (event) => event && hear(event as S["response"]),
      onError: (error) => end(error instanceof ServerError ? error.code : "UNREACHABLE"),
    });
    return () => following.dispose();
  }, [environment, subscription, asked]);
}

export const LinkContext = createContext(new Link());

export function useLink(): LinkState {
  const link = useContext(LinkContext);
  return useSyncExternalStore(link.listen, link.read);
}
