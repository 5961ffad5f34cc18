/** Following a place: events as they come, across broken connections, from the cursor of what was loaded. */
import { createContext, useContext, useEffect, useEffectEvent, useRef, useSyncExternalStore } from "react";
import { useRelayEnvironment } from "react-relay";
import {
  type Environment,
  type GraphQLTaggedNode,
  type OperationType,
  requestSubscription,
  type SelectorStoreUpdater,
} from "relay-runtime";
import { Link, type LinkState, ServerError } from "./environment";
import { cursorIn } from "./resuming";

interface Listening<S extends OperationType> {
  onEvent?: (event: S["response"]) => void;
  /** The place can no longer be followed: it is gone, or no longer to be seen. */
  onEnd?: (code: string) => void;
  updater?: SelectorStoreUpdater<S["response"]>;
  /**
   * The record whose `cursor` the variable `after` is, where events change what it holds and it may be read again
   * meanwhile. The cursor moves with the events, so that an answer that was read before one of them, and comes after
   * it, is seen to be older: what it lacks is asked for again.
   */
  place?: string;
}

/** What is followed, and where it is. */
interface Following {
  environment: Environment;
  key: string;
  after: unknown;
  end: () => void;
}

/**
 * Follows while it is mounted. `variables` is null while there is nothing to follow from yet.
 *
 * Another `after` than the one that was reached starts anew from there, as after a resync; other listeners are used from
 * the next event on.
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
  const placeOf = useEffectEvent(() => listening.place);
  const current = useRef<Following>(null);
  const asked = variables === null ? null : JSON.stringify(variables);
  useEffect(() => {
    const given = asked === null ? null : (JSON.parse(asked) as S["variables"]);
    const key = JSON.stringify({ ...given, after: null });
    const before = current.current;
    const isSame = before?.environment === environment && before.key === key;
    if (given && isSame && before.after === given.after) return;
    before?.end();
    current.current = null;
    if (given === null) return;
    const following: Following = { environment, key, after: given.after, end: () => subscribed.dispose() };
    const forget = () => {
      if (current.current === following) current.current = null;
    };
    current.current = following;
    const subscribed = requestSubscription<S>(environment, {
      subscription,
      variables: given,
      updater: (store, data) => {
        update(store, data);
        const cursor = cursorIn(data);
        if (cursor === null) return;
        const place = store.get(placeOf() ?? "");
        if (place?.getValue("cursor") === following.after) place?.setValue(cursor, "cursor");
        following.after = cursor;
      },
      onNext: (event) => event && hear(event as S["response"]),
      onCompleted: forget,
      onError: (error) => {
        forget();
        end(error instanceof ServerError ? error.code : "UNREACHABLE");
      },
    });
  }, [environment, subscription, asked]);
  useEffect(
    () => () => {
      current.current?.end();
      current.current = null;
    },
    [],
  );
}

export const LinkContext = createContext(new Link());

export function useLink(): LinkState {
  const link = useContext(LinkContext);
  return useSyncExternalStore(link.listen, link.read);
}
