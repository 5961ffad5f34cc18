/** What a side may decide about invoices: ask for one, issue, reject or credit one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
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
import { Fact } from "../parts/Fact";
import { Saying } from "../parts/Saying";
import { Select } from "../parts/Select";
import { useTexts } from "../parts/texts";
import type { Amount } from "./amounts";
import styles from "./Money.module.css";

interface Stage {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly billable: Amount;
}

interface OnStageProps {
  /** Those of which something can be invoiced. */
  stages: readonly Stage[];
  /** What stands in the way of it. */
  why?: ReactNode;
  onClose: () => void;
}

/** Lists of invoices are read again with any news. */
function told(refusal: Refusal | null): Refusal | null {
  if (!refusal) tellNews();
  return refusal;
}

export function AskForInvoice(props: OnStageProps) {
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
  return <OnStage {...props} title={t`Ask for an invoice`} isActing={isActing} send={send} />;
}

interface IssuingProps extends OnStageProps {
  /** What an invoice on each of the stages would say, as far as that is known. */
  invoicing: Invoicing | null | undefined;
}

interface Invoicing {
  readonly taxBasisPoints: number | null | undefined;
  readonly taxReason: string | null | undefined;
  readonly lines: readonly (Amounts & { readonly stageNumber: number })[];
}

interface Amounts {
  readonly net: Amount;
  readonly tax: Amount;
  readonly gross: Amount;
}

interface Expected extends Amounts {
  readonly taxBasisPoints: number;
  readonly taxReason: string | null | undefined;
}

export function IssueOn({ invoicing, ...props }: IssuingProps) {
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
  return (
    <OnStage {...props} title={t`Issue an invoice`} isActing={isActing} send={send}>
      {(stage) => <Sums expected={expectedOf(invoicing, stage.number)} />}
    </OnStage>
  );
}

interface ChoosingProps extends OnStageProps {
  title: string;
  isActing: boolean;
  send: (stageId: string, key: string) => Promise<Refusal | null>;
  /** What is shown of the stage that is chosen. */
  children?: (stage: Stage) => ReactNode;
}

function OnStage({ title, stages, send, children, ...rest }: ChoosingProps) {
  const { t } = useLingui();
  const { money } = useTexts();
  const [stageId, setStageId] = useState(stages[0]?.id ?? "");
  const chosen = stages.find(({ id }) => id === stageId);
  return (
    <Asking {...rest} title={title} button={title} act={(key) => send(stageId, key)}>
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
      {chosen && children?.(chosen)}
    </Asking>
  );
}

/** What an invoice on all of a stage would state; null while that is not known. */
function expectedOf(invoicing: Invoicing | null | undefined, number: number): Expected | null {
  const line = invoicing?.lines.find(({ stageNumber }) => stageNumber === number);
  if (!invoicing || !line) return null;
  return { ...line, taxBasisPoints: invoicing.taxBasisPoints ?? 0, taxReason: invoicing.taxReason };
}

/** The amounts of an invoice before it is issued: after that it never changes. */
function Sums({ expected }: { expected: Expected | null }) {
  const { t } = useLingui();
  const { money, rate } = useTexts();
  if (!expected) return null;
  const { net, tax, gross, taxReason } = expected;
  const percent = rate(expected.taxBasisPoints);
  return (
    <>
      <dl className={styles.sums}>
        <Fact name={t`Net`}>{money(net)}</Fact>
        <Fact name={t`Tax (${percent})`}>{money(tax)}</Fact>
        <Fact name={t`Total`}>{money(gross)}</Fact>
      </dl>
      {taxReason && (
        <p className={styles.soft}>
          <Trans>The invoice says: “{taxReason}”</Trans>
        </p>
      )}
    </>
  );
}

interface DeedProps {
  id: string;
  version: number;
  onClose: () => void;
}

interface IssueProps extends DeedProps {
  gross: Amount;
  /** What it would state; null while something stands in the way of that. */
  expected: Expected | null;
  why?: ReactNode;
}

export function Issue({ id, version, gross, expected, ...rest }: IssueProps) {
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
      {...rest}
      title={t`Issue the invoice`}
      button={t`Issue the invoice`}
      isActing={isActing}
      act={async (idempotencyKey) =>
        told((await act({ invoiceId: id, expectedVersion: version, idempotencyKey })).refusal)
      }
    >
      <Sums expected={expected} />
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
      about={id}
      title={t`Issue no invoice`}
      isDeliberate
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
      about={id}
      title={t`Credit the invoice`}
      isDeliberate
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
