/** One press of an act counts until it is done. */
import { useCallback, useRef, useState } from "react";

/** Whether an act is under way, and what begins one: nothing comes of another press until its promise has settled. */
export function useOneAtATime(): [boolean, (act: () => unknown) => void] {
  // Not the state: a second press comes before anything is rendered again.
  const current = useRef(false);
  const [isUnderWay, setUnderWay] = useState(false);
  const begin = useCallback(async (act: () => unknown) => {
    if (current.current) return;
    const answer = act();
    if (!(answer instanceof Promise)) return;
    current.current = true;
    setUnderWay(true);
    try {
      await answer;
    } finally {
      current.current = false;
      setUnderWay(false);
    }
  }, []);
  return [isUnderWay, begin];
}
