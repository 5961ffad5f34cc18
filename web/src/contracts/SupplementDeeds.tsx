/** What one may decide about a supplement: approve it, sign it, reject it, or take it back. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type {
  SupplementDeeds_supplement$data,
  SupplementDeeds_supplement$key,
} from "../__generated__/SupplementDeeds_supplement.graphql";
import type { SupplementDeedsApproveMutation } from "../__generated__/SupplementDeedsApproveMutation.graphql";
import type { SupplementDeedsCancelMutation } from "../__generated__/SupplementDeedsCancelMutation.graphql";
import type { SupplementDeedsRejectMutation } from "../__generated__/SupplementDeedsRejectMutation.graphql";
import type { SupplementDeedsSignMutation } from "../__generated__/SupplementDeedsSignMutation.graphql";
import { useAct } from "../network/acting";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Saying } from "../parts/Saying";
import { useTexts } from "../parts/texts";
import { About, Digest } from "./About";
import styles from "./Contract.module.css";
import { Signing } from "./Signing";
import { isHalfDone, mySideOf, turnOf } from "./WaitsFor";

type Supplement = SupplementDeeds_supplement$data;
type Deed = Supplement["actions"][number];

export function SupplementDeeds(given: { supplement: SupplementDeeds_supplement$key }) {
  const supplement = useFragment(
    graphql`
      fragment SupplementDeeds_supplement on Supplement {
        id
        number
        state
        digest
        actions
        total {
          amount
          currency
        }
        document {
          id
          fileName
          url
        }
        executions {
          side
          state
        }
        contract {
          id
          number
          awarder {
            id
            name
            myRole
          }
          receiver {
            id
            name
          }
        }
      }
    `,
    given.supplement,
  );
  // What is decided about is what was shown when it was asked, whatever comes meanwhile.
  const [asked, setAsked] = useState<{ deed: Deed; about: Supplement } | null>(null);
  const ask = (deed: Deed) => setAsked({ deed, about: supplement });
  const { actions, state } = supplement;
  // Anybody of the side whose turn it is can print it, whoever may sign then.
  const isOnPaper = SIGNING.includes(state) && turnOf(supplement) === mySideOf(supplement.contract);
  const props = asked && { supplement: asked.about, onClose: () => setAsked(null) };
  return (
    <>
      {actions.includes("SIGN") && (
        <Button look="main" className={styles.decide ?? ""} onPress={() => ask("SIGN")}>
          <Trans>Sign</Trans> …
        </Button>
      )}
      {actions.includes("APPROVE") && (
        <Button look="main" className={styles.decide ?? ""} onPress={() => ask("APPROVE")}>
          {state === "DRAFT" ? <Trans>Propose it</Trans> : <Trans>Approve it</Trans>} …
        </Button>
      )}
      {(isOnPaper || actions.includes("REJECT") || actions.includes("CANCEL")) && (
        <div className={styles.others}>
          {isOnPaper && (
            <Link href={`/contracts/supplements/${supplement.id}/paper`}>
              <Trans>Sign on paper</Trans>
            </Link>
          )}
          {actions.includes("REJECT") && (
            <Button look="quiet" onPress={() => ask("REJECT")}>
              <Trans>Reject it</Trans> …
            </Button>
          )}
          {actions.includes("CANCEL") && (
            <Button look="quiet" onPress={() => ask("CANCEL")}>
              <Trans>Withdraw it</Trans> …
            </Button>
          )}
        </div>
      )}
      {props && asked?.deed === "SIGN" && <Sign {...props} />}
      {props && asked?.deed === "APPROVE" && <Approve {...props} />}
      {props && asked?.deed === "REJECT" && <Reject {...props} />}
      {props && asked?.deed === "CANCEL" && <Cancel {...props} />}
    </>
  );
}

/** While it waits for a side to execute it, here or on paper. */
export const SIGNING: readonly string[] = ["READY_TO_SIGN", "PARTLY_EXECUTED"];

interface DeedProps {
  supplement: Supplement;
  onClose: () => void;
}

function partiesOf({ contract: { awarder, receiver } }: Supplement) {
  return mySideOf({ awarder }) === "AWARDER" ? { mine: awarder, other: receiver } : { mine: receiver, other: awarder };
}

function namesOf(supplement: Supplement) {
  return { supplementId: supplement.id, partyId: partiesOf(supplement).mine.id };
}

function AboutSupplement({ supplement, children }: { supplement: Supplement; children: ReactNode }) {
  const { t } = useLingui();
  const { money } = useTexts();
  const { mine, other } = partiesOf(supplement);
  const { number, contract, total, digest, document } = supplement;
  const facts = [
    [t`For`, mine.name],
    [t`With`, other.name],
    [t`Supplement`, t`${number} to ${contract.number}`],
    [t`Total from then on`, money(total)],
    [t`Fingerprint of its terms (SHA-256)`, <Digest key="digest" of={digest} />],
  ] as const;
  return (
    <About facts={facts} document={document}>
      {children}
    </About>
  );
}

function Approve({ supplement, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<SupplementDeedsApproveMutation>(graphql`
    mutation SupplementDeedsApproveMutation($input: ApproveSupplementInput!) {
      approveSupplement(input: $input) {
        __typename
        ... on Supplement {
          ...SupplementPage_supplement
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { digest, state } = supplement;
  const isDraft = state === "DRAFT";
  return (
    <Asking
      title={isDraft ? t`Propose the supplement` : t`Approve the supplement`}
      button={isDraft ? t`Propose it` : t`Approve it`}
      isActing={isActing}
      act={async (idempotencyKey) => (await act({ ...namesOf(supplement), digest, idempotencyKey })).refusal}
      onClose={onClose}
    >
      <AboutSupplement supplement={supplement}>
        <p>
          {isDraft ? (
            <Trans>The other side sees it then, and can approve or reject it.</Trans>
          ) : (
            <Trans>Both sides can sign it then. Until both have, the contract stays as it is.</Trans>
          )}
        </p>
      </AboutSupplement>
    </Asking>
  );
}

function Sign({ supplement, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<SupplementDeedsSignMutation>(graphql`
    mutation SupplementDeedsSignMutation($input: SignSupplementInput!) {
      signSupplement(input: $input) {
        __typename
        ... on Supplement {
          ...SupplementPage_supplement
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { digest } = supplement;
  const other = partiesOf(supplement).other.name;
  const sign = async (password: string) => (await act({ ...namesOf(supplement), digest, password })).refusal;
  return (
    <Signing title={t`Sign the supplement`} isActing={isActing} sign={sign} onClose={onClose}>
      <AboutSupplement supplement={supplement}>
        <p>
          <Trans>The document gets your signature, with your name and the time.</Trans>{" "}
          {isHalfDone(supplement) ? (
            <Trans>
              {other} has signed already: the terms change at once, and you cannot take your signature back.
            </Trans>
          ) : (
            <Trans>
              The terms change once {other} has signed, too. Until then the supplement can still be withdrawn or
              rejected: your signature then no longer counts.
            </Trans>
          )}
        </p>
      </AboutSupplement>
    </Signing>
  );
}

function Reject({ supplement, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<SupplementDeedsRejectMutation>(graphql`
    mutation SupplementDeedsRejectMutation($input: RejectSupplementInput!) {
      rejectSupplement(input: $input) {
        __typename
        ... on Supplement {
          ...SupplementPage_supplement
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (
    <Saying
      about={supplement.id}
      title={t`Reject the supplement`}
      button={t`Reject it`}
      label={t`Reason`}
      hint={t`Both sides can read it.`}
      path="reason"
      look="danger"
      isActing={isActing}
      send={async (reason, idempotencyKey) => (await act({ ...namesOf(supplement), reason, idempotencyKey })).refusal}
      onClose={onClose}
    />
  );
}

function Cancel({ supplement, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<SupplementDeedsCancelMutation>(graphql`
    mutation SupplementDeedsCancelMutation($input: CancelSupplementInput!) {
      cancelSupplement(input: $input) {
        __typename
        ... on Supplement {
          ...SupplementPage_supplement
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (
    <Saying
      about={supplement.id}
      title={t`Withdraw the supplement`}
      button={t`Withdraw it`}
      label={t`Reason (optional)`}
      hint={t`Both sides can read it.`}
      path="reason"
      look="danger"
      isActing={isActing}
      send={async (text, idempotencyKey) =>
        (await act({ ...namesOf(supplement), reason: text.trim() || null, idempotencyKey })).refusal
      }
      onClose={onClose}
    />
  );
}
