import { useLingui } from "@lingui/react/macro";

/** What is wrong with texts that are missing, by their paths: for what is not sent because something else is wrong. */
export function useEmpty(): (texts: Record<string, string>) => Record<string, string> {
  const { t } = useLingui();
  return (texts) => {
    const empty = Object.keys(texts).filter((path) => !texts[path]?.trim());
    return Object.fromEntries(empty.map((path) => [path, t`Must not be empty.`]));
  };
}
