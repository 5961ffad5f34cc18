import { type RefObject, useEffect, useRef } from "react";

/** Not what a field is in, which is marked, too, and takes no focus. */
const WRONG = ":is(input, select, textarea)[aria-invalid=true]";

/** For a form: whoever sent it is taken to the first thing that is wrong with it, each time that it was refused anew. */
export function useFirstProblem(refused: object | null): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>(WRONG)?.focus();
  }, [refused]);
  return form;
}
