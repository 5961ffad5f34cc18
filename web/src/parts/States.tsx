/** A thing that others have changed meanwhile: what it was, what was wanted, and what stands now. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
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
    <StatesTable
      about={t`What has changed`}
      rows={changed.map(({ title, was, wanted, now }) => ({
        ...{ key: title, title, was: was || "–", now: now || "–" },
        ...(hasWanted && { wanted: wanted || "–" }),
      }))}
    />
  );
}

interface Row {
  key: string;
  title: string;
  was: ReactNode;
  wanted?: ReactNode;
  now: ReactNode;
}

/** A row for each thing; where there is no room for columns, each cell says what it is. */
export function StatesTable({ about, rows }: { about: string; rows: readonly Row[] }) {
  const { t } = useLingui();
  const hasWanted = rows.some(({ wanted }) => wanted !== undefined);
  return (
    <table className={styles.states}>
      <thead>
        <tr>
          <th scope="col">{about}</th>
          <th scope="col">{t`When you decided`}</th>
          {hasWanted && <th scope="col">{t`You wanted`}</th>}
          <th scope="col">{t`What stands now`}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, title, was, wanted, now }) => (
          <tr key={key}>
            <th scope="row">{title}</th>
            <td data-title={t`When you decided`}>{was}</td>
            {hasWanted && <td data-title={t`You wanted`}>{wanted}</td>}
            <td data-title={t`What stands now`}>{now}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
