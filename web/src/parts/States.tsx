/** A thing that others have changed meanwhile: what it was, what was wanted, and what stands now. */
import { Trans, useLingui } from "@lingui/react/macro";
import styles from "./States.module.css";

export interface Fact {
  title: string;
  was: string;
  /** Of what is changed by whoever looks. */
  wanted?: string;
  now: string;
}

/** Says what has changed beside the refusal; what is sent next is about what stands now. */
export function States({ facts }: { facts: readonly Fact[] }) {
  const { t } = useLingui();
  const changed = facts.filter(({ was, now }) => was !== now);
  const hasWanted = changed.some(({ wanted }) => wanted !== undefined);
  if (changed.length === 0) {
    return (
      <p>
        <Trans>Nothing of what is shown here has changed. Send it again to go on.</Trans>
      </p>
    );
  }
  return (
    <table className={styles.states}>
      <thead>
        <tr>
          <th scope="col">{t`What has changed`}</th>
          <th scope="col">{t`When you decided`}</th>
          {hasWanted && <th scope="col">{t`You wanted`}</th>}
          <th scope="col">{t`What stands now`}</th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ title, was, wanted, now }) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td>{was || "–"}</td>
            {hasWanted && <td>{wanted || "–"}</td>}
            <td>{now || "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
