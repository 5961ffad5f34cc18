import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import type { EffectiveQuery } from "../__generated__/EffectiveQuery.graphql";
import { Waiting } from "../app/Waiting";
import { Awaited } from "../parts/Awaited";
import { useTry } from "../parts/Failure";
import { Select } from "../parts/Select";
import { useTexts } from "../parts/texts";
import styles from "./Contract.module.css";
import { type Shown, Terms } from "./Terms";
import { termsIn } from "./terms";

/** Since when other terms hold, with the number of the supplement that brought them; null for the contract itself. */
export interface Instant {
  readonly at: string;
  readonly number: number | null;
}

interface Dated {
  readonly effectiveAt: string | null | undefined;
  readonly supplements: readonly { readonly number: number; readonly activatedAt: string | null | undefined }[];
}

/** The earliest first; none before the contract is effective. */
export function instantsOf({ effectiveAt, supplements }: Dated): readonly Instant[] {
  if (!effectiveAt) return [];
  const later = supplements.flatMap(({ number, activatedAt }) => (activatedAt ? [{ at: activatedAt, number }] : []));
  return [{ at: effectiveAt, number: null }, ...later.sort((one, other) => (one.at < other.at ? -1 : 1))];
}

interface EffectiveProps {
  id: string;
  instants: readonly Instant[];
  fields: readonly Shown[];
}

/** What holds, with all supplements that are in force: today, or from one of the earlier instants on. */
export function Effective({ id, instants, fields }: EffectiveProps) {
  const { t } = useLingui();
  const { moment } = useTexts();
  const [chosen, setChosen] = useState<string | null>(null);
  const latest = instants.at(-1)?.at ?? "";
  const nameOf = ({ at, number }: Instant) => {
    const since = moment(at);
    return number === null ? t`From ${since} on, as signed` : t`From ${since} on, with supplement ${number}`;
  };
  return (
    <>
      <div className={styles.section}>
        <Select label={t`Terms that hold`} value={chosen ?? latest} onChange={setChosen}>
          {instants.toReversed().map((instant) => (
            <option key={instant.at} value={instant.at}>
              {instant.at === latest ? t`Latest: ${nameOf(instant)}` : nameOf(instant)}
            </option>
          ))}
        </Select>
      </div>
      <Awaited fallback={<Waiting />}>
        <At key={chosen ?? latest} id={id} at={chosen ?? latest} fields={fields} />
      </Awaited>
    </>
  );
}

function At({ id, at, fields }: { id: string; at: string; fields: readonly Shown[] }) {
  const { contract } = useLazyLoadQuery<EffectiveQuery>(
    graphql`
      query EffectiveQuery($id: ID!, $at: DateTime!) {
        contract(id: $id) {
          id
          effectiveTerms(asOf: $at) {
            terms
          }
        }
      }
    `,
    { id, at },
    { fetchPolicy: "store-or-network", fetchKey: useTry() },
  );
  const said = contract?.effectiveTerms?.terms;
  if (!said) {
    return (
      <p className={styles.soft}>
        <Trans>No terms held then.</Trans>
      </p>
    );
  }
  return <Terms terms={termsIn(said)} fields={fields} />;
}
