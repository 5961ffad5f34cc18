/** The names of keys as they stand on the keyboards of a language. */
import { useLingui } from "@lingui/react/macro";

/** Writes keys such as `Ctrl k` with the names that the reader finds on their keyboard. */
export function useKeyNames(): (keys: string) => string {
  const { t } = useLingui();
  const names = new Map([
    ["Ctrl", t`Ctrl`],
    ["Enter", t`Enter`],
    ["Shift", t`Shift`],
    ["Space", t`Space`],
  ]);
  return (keys) => keys.replace(/[A-Z][a-z]+/g, (name) => names.get(name) ?? name);
}
