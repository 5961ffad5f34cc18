import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type {
  Supplements_contract$data,
  Supplements_contract$key,
} from "../__generated__/Supplements_contract.graphql";
import { useTexts } from "../parts/texts";
import { Changes } from "./Changes";
import styles from "./Contract.module.css";
import { SupplementTag } from "./SupplementTag";
import type { Named } from "./useNaming";
import { mySideOf } from "./WaitsFor";

type Supplement = Supplements_contract$data["supplements"][number];

/** While both sides deal with it. */
const PENDING = ["PROPOSED", "READY_TO_SIGN", "PARTLY_EXECUTED"];

interface SupplementsProps {
  contract: Supplements_contract$key;
  /** Of the template. */
  fields: readonly Named[];
}

/** What was changed of an effective contract, and the way to another change. */
export function Supplements({ fields, ...given }: SupplementsProps) {
  const { t } = useLingui();
  const contract = useFragment(
    graphql`
      fragment Supplements_contract on Contract {
        id
        state
        awarder {
          id
          name
          myRole
        }
        receiver {
          id
          name
          myRole
        }
        supplements {
          id
          number
          state
          rationale
          side
          draftedAt
          proposedAt
          activatedAt
          total {
            amount
            currency
          }
          changes {
            path
            from
            to
          }
        }
      }
    `,
    given.contract,
  );
  const { id, supplements } = contract;
  const canPropose = mayPropose(contract);
  if (supplements.length === 0 && !canPropose) return null;
  return (
    <section className={styles.section}>
      <header className={styles.between}>
        <h2>{t`Supplements`}</h2>
        {canPropose && (
          <Link href={`/contracts/${id}/supplement`}>
            <Trans>Propose a change</Trans>
          </Link>
        )}
      </header>
      {supplements.length === 0 ? (
        <p className={styles.soft}>
          <Trans>Nothing was changed since both sides have signed.</Trans>
        </p>
      ) : (
        <ul className={styles.versions}>
          {supplements.toReversed().map((supplement) => (
            <Row
              key={supplement.id}
              supplement={supplement}
              party={supplement.side === "AWARDER" ? contract.awarder.name : contract.receiver.name}
              fields={fields}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface Proposable {
  readonly state: string;
  readonly awarder: { readonly myRole: string | null | undefined };
  readonly receiver: { readonly myRole: string | null | undefined };
  readonly supplements: readonly Pick<Supplement, "state" | "side">[];
}

/** One at a time waits for both sides; of what members draft, one for each side. */
export function mayPropose(contract: Proposable): boolean {
  const side = mySideOf(contract);
  const { myRole } = side === "AWARDER" ? contract.awarder : contract.receiver;
  const isBinding = ["EFFECTIVE", "PERFORMING"].includes(contract.state);
  const isTaken = ({ state, side: of }: Pick<Supplement, "state" | "side">) =>
    myRole === "MEMBER" ? state === "DRAFT" && of === side : PENDING.includes(state);
  return isBinding && Boolean(myRole) && !contract.supplements.some(isTaken);
}

function Row({ supplement, party, fields }: { supplement: Supplement; party: string; fields: readonly Named[] }) {
  const { t } = useLingui();
  const { moment } = useTexts();
  const { id, number, state, rationale, draftedAt, proposedAt, activatedAt, total, changes } = supplement;
  return (
    <li>
      <h3>
        <Link href={`/contracts/supplements/${id}`}>{t`Supplement ${number}`}</Link> <SupplementTag state={state} />
      </h3>
      <p className={styles.soft}>
        {party} · {moment(activatedAt ?? proposedAt ?? draftedAt)}
      </p>
      <p className={styles.words}>{rationale}</p>
      <details>
        <summary>
          <Trans>What it changes</Trans>
        </summary>
        <Changes changes={changes} currency={total.currency} fields={fields} />
      </details>
    </li>
  );
}
