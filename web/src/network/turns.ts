import { useCallback, useRef } from "react";
import { hold } from "./leaving";

/** One act after the other, in the order in which they were asked for; the page is held while one waits for its turn. */
export function useTurns(): <T>(act: () => Promise<T>) => Promise<T> {
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return useCallback(<T>(act: () => Promise<T>): Promise<T> => {
    const release = hold();
    const turn = last.current.then(() => {
      release();
      return act();
    });
    last.current = turn.catch(() => {});
    return turn;
  }, []);
}
