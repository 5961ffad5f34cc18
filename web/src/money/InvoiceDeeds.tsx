/** What a side may decide about invoices: ask for one, issue, reject or credit one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay";
import type { InvoiceDeedsAskMutation } from "../__generated__/InvoiceDeedsAskMutation.graphql";
import type { InvoiceDeedsCreditMutation } from "../__generated__/InvoiceDeedsCreditMutation.graphql";
import type { InvoiceDeedsIssueMutation } from "../__generated__/InvoiceDeedsIssueMutation.graphql";
import type { InvoiceDeedsIssueOnMutation } from "../__generated__/InvoiceDeedsIssueOnMutation.graphql";
import type { InvoiceDeedsRejectMutation } from "../__generated__/InvoiceDeedsRejectMutation.graphql";
import { useAct } from "../network/acting";
import { tellNews } from "../network/news";
import { type Refusal, wrongWith } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { AmountField } from "../parts/DecimalField";
import { Saying } from "../parts/Saying";
import { Select } from "../parts/Select";
import { useTexts } from "../parts/texts";
import type { Amount } from "./amounts";

interface Stage {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly billable: Amount;
}

interface OnStageProps {
  /** Those of which something can be invoiced. */
  stages: readonly Stage[];
  onClose: () => void;
}

/** Lists of invoices are read again with any news. */
function told(refusal: Refusal | null): Refusal | null {
  if (!refusal) tellNews();
  return refusal;
}

export function AskForInvoice({ stages, onClose }: OnStageProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<InvoiceDeedsAskMutation>(graphql`
    mutation InvoiceDeedsAskMutation($input: RequestInvoiceInput!) {
      requestInvoice(input: $input) {
        __typename
        ... on Invoice {
          ...Invoices_invoice
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (stageId: string, idempotencyKey: string) =>
    told((await act({ stageId, idempotencyKey })).refusal);
  return <OnStage title={t`Ask for an invoice`} stages={stages} isActing={isActing} send={send} onClose={onClose} />;
}

export function IssueOn({ stages, onClose }: OnStageProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<InvoiceDeedsIssueOnMutation>(graphql`
    mutation InvoiceDeedsIssueOnMutation($input: InvoiceStageInput!) {
      invoiceStage(input: $input) {
        __typename
        ... on Invoice {
          ...Invoices_invoice
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (stageId: string, idempotencyKey: string) =>
    told((await act({ stageId, idempotencyKey })).refusal);
  return <OnStage title={t`Issue an invoice`} stages={stages} isActing={isActing} send={send} onClose={onClose} />;
}

interface ChoosingProps extends OnStageProps {
  title: string;
  isActing: boolean;
  send: (stageId: string, key: string) => Promise<Refusal | null>;
}

function OnStage({ title, stages, isActing, send, onClose }: ChoosingProps) {
  const { t } = useLingui();
  const { money } = useTexts();
  const [stageId, setStageId] = useState(stages[0]?.id ?? "");
  return (
    <Asking title={title} button={title} isActing={isActing} act={(key) => send(stageId, key)} onClose={onClose}>
      <Select label={t`Stage`} value={stageId} onChange={setStageId}>
        {stages.map(({ id, number, title, billable }) => (
          <option key={id} value={id}>
            {t`Stage ${number}: ${title}`} · {money(billable)}
          </option>
        ))}
      </Select>
      <p>
        <Trans>It is about all of the stage that can be invoiced now. The tax is in it.</Trans>
      </p>
    </Asking>
  );
}

interface DeedProps {
  id: string;
  version: number;
  onClose: () => void;
}

export function Issue({ id, version, gross, onClose }: DeedProps & { gross: Amount }) {
  const { t } = useLingui();
  const { money } = useTexts();
  const [act, isActing] = useAct<InvoiceDeedsIssueMutation>(graphql`
    mutation InvoiceDeedsIssueMutation($input: IssueInvoiceInput!) {
      issueInvoice(input: $input) {
        __typename
        ... on Invoice {
          ...Invoices_invoice
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (
    <Asking
      title={t`Issue the invoice`}
      button={t`Issue the invoice`}
      isActing={isActing}
      act={async (idempotencyKey) =>
        told((await act({ invoiceId: id, expectedVersion: version, idempotencyKey })).refusal)
      }
      onClose={onClose}
    >
      <p>
        <Trans>
          It is about {money(gross)}, and gets its number. After that it never changes: it can only be credited.
        </Trans>
      </p>
    </Asking>
  );
}

export function Reject({ id, version, onClose }: DeedProps) {
  const { t } = useLingui();
  const [act, isActing] = useAct<InvoiceDeedsRejectMutation>(graphql`
    mutation InvoiceDeedsRejectMutation($input: RejectInvoiceInput!) {
      rejectInvoice(input: $input) {
        __typename
        ... on Invoice {
          ...Invoices_invoice
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (
    <Saying
      title={t`Issue no invoice`}
      label={t`Reason`}
      hint={t`Both sides can read it.`}
      path="reason"
      isActing={isActing}
      send={async (reason, idempotencyKey) =>
        told((await act({ invoiceId: id, reason, expectedVersion: version, idempotencyKey })).refusal)
      }
      onClose={onClose}
    />
  );
}

export function Credit({ id, version, gross, onClose }: DeedProps & { gross: Amount }) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<InvoiceDeedsCreditMutation>(graphql`
    mutation InvoiceDeedsCreditMutation($input: CreditInvoiceInput!) {
      creditInvoice(input: $input) {
        __typename
        ... on CreditNote {
          id
          invoice {
            ...Invoices_invoice
          }
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const { currency } = gross;
  const send = async (reason: string, idempotencyKey: string) => {
    const amount = { amount: text || "0", currency };
    const about = { invoiceId: id, expectedVersion: version, idempotencyKey };
    const { refusal } = await act({ ...about, amount, reason });
    setRefusal(refusal);
    return told(refusal);
  };
  const ofAmount = wrongWith(refusal, "amount");
  return (
    <Saying
      title={t`Credit the invoice`}
      label={t`Reason`}
      hint={t`The credit note says it.`}
      path="reason"
      shown={ofAmount.shown}
      isActing={isActing}
      send={send}
      onClose={onClose}
      before={
        <AmountField
          label={t`Amount in ${currency}`}
          currency={currency}
          hint={t`With the tax in it, and no more than the invoice.`}
          value={text}
          onChange={setText}
          problem={ofAmount.problem}
        />
      }
    />
  );
}
