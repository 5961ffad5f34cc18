import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { WaitsFor_contract$data, WaitsFor_contract$key } from "../__generated__/WaitsFor_contract.graphql";
import { Countdown } from "../parts/Countdown";
import { Notice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import styles from "./Contract.module.css";
import { missingOf } from "./terms";
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
        id
        state
        expiresAt
        endReason
        missing
        actions
        awarder {
          id
          name
          kind
          myRole
          signers {
            id
          }
        }
        receiver {
          id
          name
          kind
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
          note
        }
      }
    `,
    given.contract,
  );
  const { state, expiresAt, endReason } = contract;
  const isMine = contract.actions.includes("APPROVE_TERMS") || contract.actions.includes("SIGN");
  const note = contract.executions.find(({ state }) => state === "FAILED")?.note;
  return (
    <>
      <Notice tone={["REFUSED", "CONSISTENCY_FAILED"].includes(state) ? "bad" : isMine ? "warn" : "plain"}>
        <p>
          <Said contract={contract} />
        </p>
        {note && <p className={styles.words}>{note}</p>}
        {endReason && <p className={styles.words}>{endReason}</p>}
        {expiresAt && <Term until={expiresAt} isToSign={!["DRAFT", "NEGOTIATING"].includes(state)} />}
      </Notice>
      <Missing contract={contract} fields={fields} />
      <Signers contract={contract} userId={userId} />
    </>
  );
}

type Contract = WaitsFor_contract$data;

function Said({ contract }: { contract: Contract }): ReactNode {
  const { state, approvals, missing } = contract;
  const nameOf = (side: string) => (side === "AWARDER" ? contract.awarder.name : contract.receiver.name);
  const isMineOf = (side: string) => mySideOf(contract) === side;
  switch (state) {
    case "DRAFT":
    case "NEGOTIATING": {
      if (missing.length > 0) return <Trans>Nobody can approve the terms yet: they lack data.</Trans>;
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
      return (
        <Trans>
          {nameOf(turnOf(contract) ?? "")} has handed in a scan. Somebody from the platform who is on neither side
          compares it with the terms.
        </Trans>
      );
    case "CONSISTENCY_FAILED": {
      const side = turnOf(contract) ?? "";
      if (isMineOf(side))
        return <Trans>Your scan does not fit these terms. Hand in another one, or sign here instead.</Trans>;
      return <Trans>The scan of {nameOf(side)} does not fit these terms. They have to execute it again.</Trans>;
    }
    case "REFUSED":
      return <Trans>It was refused.</Trans>;
    case "EXPIRED":
      return <Trans>It has expired: it was not approved or signed in time.</Trans>;
    case "TERMINATED":
      return <Trans>Both sides have agreed to end it. It binds nobody any more.</Trans>;
    case "COMPLETED":
      return <Trans>All its stages are settled.</Trans>;
    default:
      return <Trans>Both sides have signed the same terms: the contract is binding.</Trans>;
  }
}

/** What has to be said before anybody can approve, and who is to say it: each side knows its own data. */
function Missing({ contract, fields }: { contract: Contract; fields: readonly Named[] }) {
  const naming = useNaming(fields);
  const { id, missing, actions } = contract;
  if (missing.length === 0) return null;
  const mine = mySideOf(contract);
  const other = mine === "AWARDER" ? contract.receiver.name : contract.awarder.name;
  const { own, theirs } = missingOf(missing, mine);
  return (
    <Notice tone="warn">
      {own.length > 0 && (
        <div className={styles.lacking}>
          <p>
            <Trans>Before anybody can approve, you have to fill in:</Trans>
          </p>
          <ul>
            {own.map((path) => (
              <li key={path}>{naming(path)}</li>
            ))}
          </ul>
        </div>
      )}
      {theirs.length > 0 && (
        <div className={styles.lacking}>
          <p>
            <Trans>Before anybody can approve, {other} has to fill in, or you if you know it:</Trans>
          </p>
          <ul>
            {theirs.map((path) => (
              <li key={path}>{naming(path)}</li>
            ))}
          </ul>
        </div>
      )}
      {actions.includes("REVISE") && (
        <p>
          <Link href={`/contracts/${id}/revise#${[...own, ...theirs][0]}`}>
            <Trans>Fill it in</Trans>
          </Link>
        </p>
      )}
    </Notice>
  );
}

interface TermProps {
  until: string;
  isToSign: boolean;
}

/** Approving has a term, and signing has another one, which begins with the last approval. */
function Term({ until, isToSign }: TermProps) {
  const { deadline } = useTexts();
  const left = <Countdown until={until} />;
  return (
    <p className={styles.soft}>
      {isToSign ? (
        <Trans>
          To be signed by {deadline(until)}, or it expires: {left} left.
        </Trans>
      ) : (
        <Trans>
          To be approved by {deadline(until)}, or it expires: {left} left.
        </Trans>
      )}
    </p>
  );
}

/** Both sides have not signed it yet, and may. */
const TO_BE_SIGNED = [
  ...["DRAFT", "NEGOTIATING", "READY_TO_SIGN", "PARTLY_EXECUTED"],
  ...["VERIFYING_OFFLINE", "CONSISTENCY_FAILED"],
];

/** Who may sign for the viewer's side: said to a manager who may not, and to owners, who can change it. */
function Signers({ contract, userId }: { contract: Contract; userId: string }) {
  const { awarder, receiver, state } = contract;
  const side = mySideOf(contract);
  const { id, name, kind, myRole, signers } = side === "AWARDER" ? awarder : receiver;
  if (kind === "INDIVIDUAL" || !TO_BE_SIGNED.includes(state)) return null;
  if (myRole === "OWNER") {
    return (
      <p className={styles.soft}>
        <Trans>
          Owners of {name} sign.{" "}
          <Link href={`/settings/parties/${id}`} state={{ from: `/contracts/${contract.id}` }}>
            Let managers sign, too
          </Link>
        </Trans>
      </p>
    );
  }
  const isTurn =
    ["READY_TO_SIGN", "PARTLY_EXECUTED", "CONSISTENCY_FAILED"].includes(state) && turnOf(contract) === side;
  if (!isTurn || contract.actions.includes("SIGN") || signers?.some((each) => each.id === userId)) return null;
  return (
    <p className={styles.soft}>
      <Trans>Owners of {name} sign, and managers whom an owner has authorized to.</Trans>
    </p>
  );
}

/** The viewer's side: of both, they are on the awarder's. */
export function mySideOf({ awarder }: { awarder: { myRole: string | null | undefined } }): "AWARDER" | "RECEIVER" {
  return awarder.myRole ? "AWARDER" : "RECEIVER";
}

interface Executed {
  readonly executions: readonly { readonly side: string; readonly state: string }[];
}

const isDone = ({ state }: Executed["executions"][number]) => ["EXECUTED", "VERIFIED"].includes(state);

/** The side that has to execute next; null if both have. */
export function turnOf({ executions }: Executed): string | null {
  return executions.find((each) => !isDone(each))?.side ?? null;
}

/** Whether one side has executed it: what the other signs then is binding. */
export function isHalfDone({ executions }: Executed): boolean {
  return executions.some(isDone);
}
