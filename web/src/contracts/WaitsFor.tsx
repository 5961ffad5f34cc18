import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { graphql, useFragment } from "react-relay";
import type { WaitsFor_contract$data, WaitsFor_contract$key } from "../__generated__/WaitsFor_contract.graphql";
import { Countdown } from "../parts/Countdown";
import { Notice } from "../parts/Notice";
import styles from "./Contract.module.css";
import { type Named, useNaming } from "./useNaming";

interface WaitsForProps {
  contract: WaitsFor_contract$key;
  userId: string;
  /** Of the template. */
  fields: readonly Named[];
}

/** For whom a contract waits, for what, and until when. */
export function WaitsFor({ userId, fields, ...given }: WaitsForProps) {
  const contract = useFragment(
    graphql`
      fragment WaitsFor_contract on Contract {
        state
        expiresAt
        endReason
        missing
        actions
        awarder {
          id
          name
          myRole
          signers {
            id
          }
        }
        receiver {
          id
          name
          myRole
          signers {
            id
          }
        }
        approvals {
          side
        }
        executions {
          side
          state
        }
      }
    `,
    given.contract,
  );
  const { state, expiresAt, endReason } = contract;
  const isMine = contract.actions.includes("APPROVE_TERMS") || contract.actions.includes("SIGN");
  return (
    <>
      <Notice tone={["REFUSED", "CONSISTENCY_FAILED"].includes(state) ? "bad" : isMine ? "warn" : "plain"}>
        <p>
          <Said contract={contract} />
        </p>
        {endReason && <p className={styles.words}>{endReason}</p>}
        {expiresAt && (
          <p className={styles.soft}>
            <Trans>
              <Countdown until={expiresAt} /> left; after that it expires.
            </Trans>
          </p>
        )}
      </Notice>
      <Missing paths={contract.missing} fields={fields} />
      <Unauthorized contract={contract} userId={userId} />
    </>
  );
}

type Contract = WaitsFor_contract$data;

function Said({ contract }: { contract: Contract }): ReactNode {
  const { state, approvals } = contract;
  const nameOf = (side: string) => (side === "AWARDER" ? contract.awarder.name : contract.receiver.name);
  const isMineOf = (side: string) => mySideOf(contract) === side;
  switch (state) {
    case "DRAFT":
    case "NEGOTIATING": {
      const [approved] = approvals;
      if (!approved) return <Trans>Both sides read the terms, and approve or change them.</Trans>;
      const side = approved.side === "AWARDER" ? "RECEIVER" : "AWARDER";
      if (isMineOf(side))
        return <Trans>It waits for your approval: {nameOf(approved.side)} has approved the terms.</Trans>;
      return <Trans>It waits for the approval of {nameOf(side)}.</Trans>;
    }
    case "READY_TO_SIGN":
    case "PARTLY_EXECUTED": {
      const side = turnOf(contract) ?? "";
      if (isMineOf(side)) return <Trans>It waits for your signature.</Trans>;
      return <Trans>It waits for the signature of {nameOf(side)}.</Trans>;
    }
    case "VERIFYING_OFFLINE":
      return <Trans>Somebody of the platform who is no party compares the scan with the terms.</Trans>;
    case "CONSISTENCY_FAILED":
      return <Trans>The scan is not of these terms: it has to be handed in again.</Trans>;
    case "REFUSED":
      return <Trans>It was refused.</Trans>;
    case "EXPIRED":
      return <Trans>It has expired: it was not approved or signed in time.</Trans>;
    case "TERMINATED":
      return <Trans>Both sides have ended it.</Trans>;
    default:
      return <Trans>Both sides have executed the same terms: it binds them.</Trans>;
  }
}

/** What has to be said before anybody can approve. */
function Missing({ paths, fields }: { paths: readonly string[]; fields: readonly Named[] }) {
  const naming = useNaming(fields);
  if (paths.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>
        <Trans>Before anybody can approve, the terms have to say:</Trans>
      </p>
      <ul>
        {paths.map((path) => (
          <li key={path}>{naming(path)}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** Said to a manager whose side has to sign. */
function Unauthorized({ contract, userId }: { contract: Contract; userId: string }) {
  const side = mySideOf(contract);
  const party = side === "AWARDER" ? contract.awarder : contract.receiver;
  const isTurn = ["READY_TO_SIGN", "PARTLY_EXECUTED"].includes(contract.state) && turnOf(contract) === side;
  if (!isTurn || contract.actions.includes("SIGN") || party.signers?.some(({ id }) => id === userId)) return null;
  return (
    <p className={styles.soft}>
      <Trans>Owners of {party.name} sign, and managers whom an owner has authorized to.</Trans>
    </p>
  );
}

/** The viewer's side: of both, they are on the awarder's. */
export function mySideOf({ awarder }: { awarder: { myRole: string | null | undefined } }): "AWARDER" | "RECEIVER" {
  return awarder.myRole ? "AWARDER" : "RECEIVER";
}

/** The side that has to execute next; null if both have. */
function turnOf({ executions }: Contract): string | null {
  return executions.find(({ state }) => !["EXECUTED", "VERIFIED"].includes(state))?.side ?? null;
}
