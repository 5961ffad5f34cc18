import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useReturning } from "../network/returning";
import { Button } from "../parts/Button";
import { Notice } from "../parts/Notice";
import styles from "./Record.module.css";
import type { BrokenEntry, Checking } from "./useChecking";

/** Whether the record is intact, as far as this browser has worked it out by itself. */
export function Verdict({ checking: { state, length, total, broken, isKnown, goOn } }: { checking: Checking }) {
  useReturning(state === "failed" ? goOn : null);
  switch (state) {
    case "checking":
      return (
        <Notice>
          <Trans>
            Checking in this browser: {length} of {total} entries
          </Trans>
        </Notice>
      );
    case "failed":
      return (
        <Notice tone="warn">
          <Trans>The record could not be read to the end.</Trans>{" "}
          <Button onPress={goOn}>
            <Trans>Try again</Trans>
          </Button>
        </Notice>
      );
    case "intact":
      return (
        <Notice>
          <strong className={styles.intact}>
            <Trans>Intact</Trans>
          </strong>{" "}
          <Plural
            value={length}
            one="# entry was checked in this browser."
            other="# entries were checked in this browser."
          />{" "}
          {isKnown && <Trans>It goes on from where this browser saw it end before.</Trans>}
        </Notice>
      );
    case "broken":
      return (
        <Notice tone="bad">
          <strong>
            <Trans>Broken at entry {broken?.seq}</Trans>
          </strong>
          {broken && <Broken broken={broken} />}
        </Notice>
      );
  }
}

/** What does not fit, and the byte that was changed if it is a single one. */
export function Broken({ broken: { fault, text, changed } }: { broken: BrokenEntry }) {
  const { t } = useLingui();
  const said = {
    form: t`It is not written in the canonical form.`,
    place: t`Its number is not the next one: an entry was deleted, inserted or moved.`,
    previous: t`It does not follow from the entry before it.`,
    book: t`It belongs to another record.`,
    digest: t`Its content does not fit its digest: it was changed afterwards.`,
    missing: t`It is missing: the record was cut off.`,
    end: t`The record was rewritten up to here: its last digest is another one.`,
    kept: t`It is not the entry that this browser saw here before.`,
    text: fault.kind === "text" ? t`The text “${fault.name}” is not what was typed.` : "",
  };
  return (
    <div className={styles.fault}>
      <p>{said[fault.kind]}</p>
      {text !== null && changed && (
        <>
          <p>
            <Trans>
              One byte was changed: it was <code>{shown(changed.was)}</code>
            </Trans>
          </p>
          <code className={styles.text}>
            {text.slice(0, changed.at)}
            <mark>{shown(text.slice(changed.at, changed.at + 1))}</mark>
            {text.slice(changed.at + 1)}
          </code>
        </>
      )}
    </div>
  );
}

/** Blanks that would not be seen. */
function shown(sign: string): string {
  return sign === " " ? "␠" : sign === "\n" ? "⏎" : sign;
}
