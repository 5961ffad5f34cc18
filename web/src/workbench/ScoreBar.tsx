import styles from "./ScoreBar.module.css";

interface ScoreBarProps {
  contributions: readonly { readonly key: string; readonly contribution: number }[];
  /** The keys of the demand's criteria: a criterion has the same colour everywhere. */
  criteria: readonly string[];
}

/** A score split by criterion, of a bar that stands for the highest one. */
export function ScoreBar({ contributions, criteria }: ScoreBarProps) {
  return (
    <span className={styles.bar} aria-hidden="true">
      {contributions.map(({ key, contribution }) => (
        <span key={key} data-part={partOf(criteria, key)} style={{ width: `${contribution * 100}%` }} />
      ))}
    </span>
  );
}

/** The colour of a criterion beside its name. */
export function Part({ criteria, name }: { criteria: readonly string[]; name: string }) {
  return <span className={styles.part} data-part={partOf(criteria, name)} aria-hidden="true" />;
}

/** The number of the colour of a criterion, from 1 to 6. */
function partOf(criteria: readonly string[], key: string): number {
  return (Math.max(0, criteria.indexOf(key)) % 6) + 1;
}
