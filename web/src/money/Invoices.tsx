/** The invoices on a contract: asked for, issued, rejected, credited, and to be saved. */

import { Trans, useLingui } from "@lingui/react/macro";
import { type RefObject, useEffect, useRef, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { Invoices_invoice$key } from "../__generated__/Invoices_invoice.graphql";
import type { InvoicesQuery } from "../__generated__/InvoicesQuery.graphql";
import { tellNews, useNews } from "../network/news";
import { Button } from "../parts/Button";
import { useTry } from "../parts/Failure";
import { FileLink } from "../parts/FileLink";
import { Notice } from "../parts/Notice";
import { Tag } from "../parts/Tag";
import { useTexts } from "../parts/texts";
import { isNothing } from "./amounts";
import { AskForInvoice, Credit, Issue, IssueOn, Reject } from "./InvoiceDeeds";
import styles from "./Money.module.css";
import { Obstacles, pathToTaxes, type Sides } from "./Obstacles";
import { INVOICES } from "./placesOfContract";

interface InvoicesProps {
  /** Of the contract. */
  id: string;
  /** The viewer's. */
  side: "AWARDER" | "RECEIVER";
  /** The viewer decides about the money of their side. */
  leads: boolean;
}

export function Invoices({ id, side, leads }: InvoicesProps) {
  const { t } = useLingui();
  const [asked, setAsked] = useState<"ask" | "issue" | null>(null);
  const { contract } = useLazyLoadQuery<InvoicesQuery>(
    graphql`
      query InvoicesQuery($id: ID!) {
        contract(id: $id) {
          id
          awarder {
            id
            name
          }
          receiver {
            id
            name
          }
          stages {
            id
            number
            title
            billable {
              amount
              currency
            }
          }
          invoices(first: 50) {
            id
            state
            stage {
              id
            }
            ...Invoices_invoice
          }
          invoicing {
            side
            taxBasisPoints
            taxReason
            lines {
              stageNumber
              net {
                amount
                currency
              }
              tax {
                amount
                currency
              }
              gross {
                amount
                currency
              }
            }
            obstacles {
              side
              ...Obstacles_obstacles
            }
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()}` },
  );
  // What the other side has removed since then no longer stands in the way.
  const ask = (what: "ask" | "issue") => {
    setAsked(what);
    tellNews();
  };
  const place = useNamedPlace();
  if (!contract) return null;
  const { invoicing, awarder, receiver } = contract;
  const [own, theirs] = side === "AWARDER" ? [awarder, receiver] : [receiver, awarder];
  const sides = { contractId: id, side, partyId: own.id, other: theirs.name };
  // What was asked for is issued or rejected, and not asked for again.
  const requested = contract.invoices.flatMap(({ state, stage }) => (state === "REQUESTED" ? [stage.id] : []));
  const stages = contract.stages.flatMap(({ billable, ...stage }) =>
    billable && !isNothing(billable) && !requested.includes(stage.id) ? [{ ...stage, billable }] : [],
  );
  const obstacles = invoicing?.obstacles ?? [];
  // A client asks although the contractor has still something to do: that is how it is told.
  const inTheWay = { issue: obstacles, ask: obstacles.filter((each) => each.side !== "RECEIVER") };
  const whyNot = (of: typeof obstacles) => (of.length > 0 ? { why: <Obstacles obstacles={of} sides={sides} /> } : {});
  if (contract.invoices.length === 0 && stages.length === 0) return null;
  return (
    <section ref={place} id={INVOICES} className={styles.section}>
      <h2>{t`Invoices`}</h2>
      {contract.invoices.length > 0 && (
        <ul className={styles.rows}>
          {contract.invoices.map((invoice) => (
            <Invoice key={invoice.id} invoice={invoice} sides={sides} />
          ))}
        </ul>
      )}
      {stages.length > 0 && obstacles.length > 0 && (
        <Notice tone="warn">
          <Obstacles obstacles={obstacles} sides={sides} />
        </Notice>
      )}
      {leads && (
        <div className={styles.deeds}>
          {stages.length > 0 && side === "AWARDER" && (
            <Button onPress={() => ask("ask")}>
              <Trans>Ask for an invoice</Trans> …
            </Button>
          )}
          {stages.length > 0 && invoicing?.side === side && (
            <Button look={side === "AWARDER" ? "quiet" : "plain"} onPress={() => ask("issue")}>
              <Trans>Issue an invoice</Trans> …
            </Button>
          )}
          <Link href={pathToTaxes(sides)}>
            <Trans>Tax details</Trans>
          </Link>
        </div>
      )}
      {asked === "ask" && <AskForInvoice stages={stages} {...whyNot(inTheWay.ask)} onClose={() => setAsked(null)} />}
      {asked === "issue" && (
        <IssueOn stages={stages} invoicing={invoicing} {...whyNot(inTheWay.issue)} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}

/** The browser has looked for the place that an address names before it was there; it leads there once. */
function useNamedPlace(): RefObject<HTMLElement | null> {
  const place = useRef<HTMLElement>(null);
  const isLed = useRef(location.hash !== `#${INVOICES}`);
  useEffect(() => {
    if (isLed.current || !place.current) return;
    isLed.current = true;
    place.current.scrollIntoView();
  });
  return place;
}

function Invoice({ sides, ...given }: { invoice: Invoices_invoice$key; sides: Sides }) {
  const { t } = useLingui();
  const { money, day, moment } = useTexts();
  const [asked, setAsked] = useState<"issue" | "reject" | "credit" | null>(null);
  const invoice = useFragment(
    graphql`
      fragment Invoices_invoice on Invoice {
        id
        number
        kind
        state
        version
        net {
          amount
          currency
        }
        tax {
          amount
          currency
        }
        gross {
          amount
          currency
        }
        withheld {
          amount
          currency
        }
        issuedOn
        requestedAt
        rejectReason
        whyNotStructured
        stage {
          id
          number
          title
        }
        document {
          id
          fileName
          url
        }
        structured {
          id
          fileName
          url
        }
        creditNotes {
          id
          number
          issuedOn
          reason
          gross {
            amount
            currency
          }
          document {
            id
            fileName
            url
          }
          structured {
            id
            fileName
            url
          }
        }
        obstacles {
          ...Obstacles_obstacles
        }
        expected {
          taxBasisPoints
          taxReason
          net {
            amount
            currency
          }
          tax {
            amount
            currency
          }
          gross {
            amount
            currency
          }
        }
        actions
      }
    `,
    given.invoice,
  );
  const { id, number, kind, state, version, gross, net, tax, withheld, issuedOn, requestedAt, actions } = invoice;
  const kinds: Record<string, string> = {
    INVOICE: t`Invoice`,
    SELF_BILLED: t`Self-billed invoice`,
    WITHHOLDING_STATEMENT: t`Statement of withheld tax`,
  };
  const states: Record<string, [string, "plain" | "good" | "warn" | "bad"]> = {
    REQUESTED: [t`asked for`, "warn"],
    REJECTED: [t`rejected`, "bad"],
    ISSUED: [t`issued`, "good"],
    DELIVERED: [t`received`, "good"],
    PARTLY_CREDITED: [t`credited in part`, "plain"],
    CREDITED: [t`credited`, "plain"],
  };
  const [said, tone] = states[state] ?? [state, "plain" as const];
  const props = { id, version, onClose: () => setAsked(null) };
  const askToIssue = () => {
    setAsked("issue");
    tellNews();
  };
  const obstacles = invoice.obstacles ?? [];
  const why = obstacles.length > 0 && <Obstacles obstacles={obstacles} sides={sides} />;
  return (
    <li className={styles.submission}>
      <p className={styles.between}>
        <span className={styles.tags}>
          <strong>
            {kinds[kind] ?? kind} {number}
          </strong>
          <Tag tone={tone}>{said}</Tag>
        </span>
        <strong className={styles.amount}>{money(gross)}</strong>
      </p>
      <p className={styles.soft}>
        <OfStage {...invoice.stage} />
        {issuedOn ? ` · ${day(issuedOn)}` : requestedAt && ` · ${moment(requestedAt)}`}
        {net && tax && (
          <>
            {" · "}
            <Trans>
              net {money(net)}, tax {money(tax)}
            </Trans>
          </>
        )}
        {withheld && (
          <>
            {" · "}
            <Trans>withheld: {money(withheld)}</Trans>
          </>
        )}
      </p>
      {invoice.rejectReason && <p className={styles.words}>{invoice.rejectReason}</p>}
      <Documents document={invoice.document} structured={invoice.structured} />
      {invoice.whyNotStructured === "THREE_DECIMALS" && (
        <p className={styles.soft}>
          <Trans>There is no XML: EN 16931 permits two decimals, and an amount needs three.</Trans>
        </p>
      )}
      {invoice.creditNotes.map((note) => (
        <div key={note.id} className={styles.rework}>
          <p className={styles.between}>
            <Trans>Credit note {note.number}</Trans>
            <span className={styles.amount}>{money(note.gross)}</span>
          </p>
          <p className={styles.soft}>
            {day(note.issuedOn)} · {note.reason}
          </p>
          <Documents document={note.document} structured={note.structured} />
        </div>
      ))}
      {why && <Notice tone="warn">{why}</Notice>}
      {actions.length > 0 && (
        <div className={styles.deeds}>
          {actions.includes("ISSUE") && (
            <Button onPress={askToIssue}>
              <Trans>Issue it</Trans> …
            </Button>
          )}
          {actions.includes("REJECT") && (
            <Button onPress={() => setAsked("reject")}>
              <Trans>Reject it</Trans> …
            </Button>
          )}
          {actions.includes("CREDIT") && (
            <Button look="quiet" onPress={() => setAsked("credit")}>
              <Trans>Credit it</Trans> …
            </Button>
          )}
        </div>
      )}
      {asked === "issue" && (
        <Issue {...props} {...(why && { why })} gross={gross} expected={invoice.expected ?? null} />
      )}
      {asked === "reject" && <Reject {...props} />}
      {asked === "credit" && <Credit {...props} gross={gross} />}
    </li>
  );
}

function OfStage({ number, title }: { number: number; title: string }) {
  return (
    <Trans>
      Stage {number}: {title}
    </Trans>
  );
}

interface File {
  readonly id: string;
  readonly fileName: string;
  readonly url: string;
}

interface DocumentsProps {
  document: File | null | undefined;
  structured: File | null | undefined;
}

/** The PDF for people, and the XML for machines, as far as they are made. */
function Documents(files: DocumentsProps) {
  const shown = [files.document, files.structured].flatMap((file) => file ?? []);
  if (shown.length === 0) return null;
  return (
    <p className={styles.tags}>
      {shown.map((file) => (
        <FileLink key={file.id} file={file}>
          {file.fileName}
        </FileLink>
      ))}
    </p>
  );
}
