import { useStanding } from "../parts/standing";
import styles from "./Interview.module.css";

interface PeopleProps {
  title: string;
  people: readonly { readonly id: string; readonly name: string }[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  problem: string | undefined;
}

/** Who of a side takes part. */
export function People({ title, people, chosen, onChange, ...given }: PeopleProps) {
  const problem = useStanding(given.problem, [...chosen]);
  const toggle = (id: string, isIn: boolean) => {
    const next = new Set(chosen);
    if (isIn) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  return (
    <fieldset className={styles.people}>
      <legend>{title}</legend>
      {people.map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.has(id)} onChange={({ target }) => toggle(id, target.checked)} />
          {name}
        </label>
      ))}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
