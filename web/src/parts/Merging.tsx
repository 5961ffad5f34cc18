/** What others have changed while somebody wrote: what was taken in from them, and what the writer has to choose. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import styles from "./Merging.module.css";
import type { Choice, Contest, Writing } from "./merging";
import { Notice } from "./Notice";
import { useTexts } from "./texts";

interface MergingProps {
  writing: Pick<Writing<never>, "taken" | "contests">;
  /** What was sent was refused because of them. */
  isConflict: boolean;
  /** What a place is called; null for one that is not in the form. */
  naming: (place: string) => string | null;
  saying: (place: string, value: unknown) => string;
  onChoose: (place: string, choice: Choice) => void;
}

/** Stands in the form, which is sent once all is chosen. */
export function Merging({ writing, isConflict, naming, saying, onChoose }: MergingProps) {
  const { list } = useTexts();
  const taken = writing.taken.flatMap((place) => naming(place) ?? []);
  const contests = writing.contests.filter(({ place }) => naming(place) !== null);
  if (!isConflict && taken.length === 0 && contests.length === 0) return null;
  return (
    <div className={styles.merging}>
      <Notice tone="warn">
        <p>
          <Trans>
            This has changed meanwhile, perhaps in another window. What you have written and not saved is still here.
          </Trans>
        </p>
        {taken.length > 0 && (
          <p>
            <Trans>The changes are in the form now: {list(taken)}.</Trans>
          </p>
        )}
        {contests.length > 0 && (
          <p>
            <Trans>The following was changed there and here, each in another way: choose what is to stand.</Trans>
          </p>
        )}
      </Notice>
      {contests.map((contest) => (
        <Contested
          key={contest.place}
          name={naming(contest.place) ?? ""}
          contest={contest}
          saying={saying}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}

interface ContestedProps extends Pick<MergingProps, "saying" | "onChoose"> {
  name: string;
  contest: Contest;
}

function Contested({ name, contest, saying, onChoose }: ContestedProps) {
  const { t } = useLingui();
  const group = useId();
  const values = [
    ["mine", t`Yours:`],
    ["theirs", t`The other:`],
  ] as const;
  return (
    <fieldset className={styles.contest}>
      <legend>{name}</legend>
      {values.map(([choice, whose]) => (
        <label key={choice}>
          <input
            type="radio"
            name={group}
            required
            checked={contest.chosen === choice}
            onChange={() => onChoose(contest.place, choice)}
          />
          <span className={styles.value}>
            {whose} {saying(contest.place, contest[choice]) || "–"}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
