import styles from "./Contract.module.css";
import { type Named, useNaming } from "./useNaming";
import { Difference } from "./Versions";

interface ChangesProps {
  changes: readonly {
    readonly path: string;
    readonly from: string | null | undefined;
    readonly to: string | null | undefined;
  }[];
  currency: string;
  /** Of the template of the contract. */
  fields: readonly Named[];
}

/** What a supplement changes of the terms that held. */
export function Changes({ changes, currency, fields }: ChangesProps) {
  const naming = useNaming(fields, { first: 1 });
  return (
    <dl className={styles.parts}>
      {changes.toSorted(byStage).map((change) => (
        <div key={change.path}>
          <dt>{naming(change.path)}</dt>
          <dd className={styles.words}>
            <Difference {...change} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Stages in the order of their numbers, those that are dropped as well; all else stays in its place. */
function byStage(one: { readonly path: string }, other: { readonly path: string }): number {
  const [first, second] = [one, other].map(({ path }) => /^stages\.(\d+)\./.exec(path)?.[1]);
  return first && second ? Number(first) - Number(second) : 0;
}
