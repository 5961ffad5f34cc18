/** Executing a contract on paper: a copy is printed, signed by hand, and handed in as a scan, which somebody compares. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { PaperPage_contract$data, PaperPage_contract$key } from "../__generated__/PaperPage_contract.graphql";
import type { PaperPageLodgeMutation } from "../__generated__/PaperPageLodgeMutation.graphql";
import type { PaperPagePrintMutation } from "../__generated__/PaperPagePrintMutation.graphql";
import type { PaperPageQuery } from "../__generated__/PaperPageQuery.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { pathOf } from "../network/uploading";
import { Button } from "../parts/Button";
import { NothingHere, useTry } from "../parts/Failure";
import { Files } from "../parts/Files";
import { Notice, RefusalNotice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { Uploading } from "../parts/Uploading";
import { useUploads } from "../parts/useUploads";
import { Digest } from "./About";
import styles from "./Contract.module.css";
import { useContractFeed } from "./useContractFeed";
import { mySideOf, turnOf } from "./WaitsFor";

export default function PaperPage({ id }: { id: string }) {
  const [resyncs, setResyncs] = useState(0);
  const { contract } = useLazyLoadQuery<PaperPageQuery>(
    graphql`
      query PaperPageQuery($id: ID!) {
        contract(id: $id) {
          id
          cursor
          ...PaperPage_contract
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: `${useTry()} ${resyncs}` },
  );
  useContractFeed(contract, () => setResyncs((count) => count + 1));
  return contract ? <Shown contract={contract} /> : <NothingHere />;
}

type Contract = PaperPage_contract$data;

function Shown(given: { contract: PaperPage_contract$key }) {
  const { t } = useLingui();
  const contract = useFragment(
    graphql`
      fragment PaperPage_contract on Contract {
        id
        number
        state
        version
        digest
        printedCode
        actions
        demand {
          id
          title
        }
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
        present: versions(first: 1) {
          pages
        }
        copies {
          id
          fileName
          byteSize
          url
        }
        executions {
          side
          mode
          state
          note
          executedAt
          party {
            id
            name
          }
          signer {
            id
            name
          }
          document {
            id
            ...Files_attachments
          }
        }
      }
    `,
    given.contract,
  );
  useTitle(t`Sign on paper`);
  const { id, number, version, demand } = contract;
  const party = mySideOf(contract) === "AWARDER" ? contract.awarder : contract.receiver;
  const isOpen = !["DRAFT", "NEGOTIATING", "EFFECTIVE", "PERFORMING", "COMPLETED"].includes(contract.state);
  return (
    <div className={styles.writing}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={`/contracts/${id}`}>{number}</Link>
          <span>{demand.title}</span>
        </p>
        <h1>{t`Sign on paper`}</h1>
        <p className={styles.by}>
          <Trans>
            Version {version}, for {party.name}
          </Trans>
        </p>
      </header>
      <Stand contract={contract} />
      {isOpen && turnOf(contract) !== null && (
        <ol className={styles.steps}>
          <Print contract={contract} />
          <li>
            <h2>{t`Sign the print by hand`}</h2>
            <p>
              <Trans>
                Whoever may sign for {party.name} signs it in the field of their side. All pages belong together: leave
                none out, and write on none of the codes.
              </Trans>
            </p>
          </li>
          <HandIn key={contract.digest} contract={contract} />
        </ol>
      )}
    </div>
  );
}

/** How far one's own side is. */
function Stand({ contract }: { contract: Contract }): ReactNode {
  const { moment } = useTexts();
  const mine = contract.executions.find(({ side }) => side === mySideOf(contract));
  const other = contract.executions.find(({ side }) => side !== mySideOf(contract));
  const file = mine?.mode === "OFFLINE" && mine.document;
  switch (mine?.state) {
    case "LODGED":
      return (
        <Notice>
          <p>
            <Trans>
              The scan waits to be compared. Somebody of the platform who is no party does that, and you are told at
              once.
            </Trans>
          </p>
          {mine.signer && (
            <p className={styles.soft}>
              <Trans>Handed in by {mine.signer.name}.</Trans>
            </p>
          )}
          {file && <Files files={[file]} />}
        </Notice>
      );
    case "FAILED":
      return (
        <Notice tone="bad">
          <p>
            <Trans>The scan does not fit these terms:</Trans>
          </p>
          <p className={styles.words}>{mine.note}</p>
          {file && <Files files={[file]} />}
          <p>
            <Trans>
              Hand in another one, or <Link href={`/contracts/${contract.id}`}>sign the contract here instead</Link>.
            </Trans>
          </p>
        </Notice>
      );
    case "VERIFIED":
    case "EXECUTED":
      return (
        <Notice>
          <p>
            <Trans>Your side has executed the contract on {moment(mine.executedAt ?? "")}.</Trans>
          </p>
          {file && <Files files={[file]} />}
        </Notice>
      );
    default:
      if (["DRAFT", "NEGOTIATING"].includes(contract.state)) {
        return (
          <Notice>
            <Trans>Both sides have to approve the terms before anybody signs them.</Trans>
          </Notice>
        );
      }
      if (turnOf(contract) !== mine?.side && other) {
        return (
          <Notice>
            <Trans>{other.party.name} signs first. You can print a copy meanwhile.</Trans>
          </Notice>
        );
      }
      return null;
  }
}

function Print({ contract }: { contract: Contract }) {
  const { t } = useLingui();
  const { bytes } = useTexts();
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<PaperPagePrintMutation>(graphql`
    mutation PaperPagePrintMutation($input: PrintContractInput!) {
      printContract(input: $input) {
        __typename
        ... on Contract {
          ...PaperPage_contract
        }
        ... on Refusal {
          code
          message
        }
        ... on Conflict {
          currentVersion
        }
      }
    }
  `);
  const { id, version, printedCode, digest, copies, present } = contract;
  const print = async () => {
    setRefusal(null);
    const { refusal } = await act({ contractId: id, idempotencyKey: decision.key() });
    decision.renew(refusal);
    setRefusal(refusal);
  };
  const [latest] = copies;
  const facts = [
    [t`Code on each page`, <code key="code">{printedCode}</code>],
    [t`Pages`, present[0]?.pages],
    [t`SHA-256 of the terms`, <Digest key="digest" of={digest} />],
  ] as const;
  return (
    <li>
      <h2>{t`Print a copy`}</h2>
      <dl className={styles.values}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.deeds}>
        <Button look={latest ? "plain" : "main"} isPending={isActing} onPress={print}>
          {latest ? <Trans>Make another copy</Trans> : <Trans>Make a copy to print</Trans>}
        </Button>
        {latest && (
          <p role="status">
            <a href={pathOf(latest.url)} target="_blank" rel="noreferrer" download={latest.fileName}>
              {t`Copy of version ${version} to print`}
            </a>{" "}
            <span className={styles.soft}>{bytes(latest.byteSize)}</span>
          </p>
        )}
      </div>
      <RefusalNotice refusal={refusal} />
    </li>
  );
}

function HandIn({ contract }: { contract: Contract }) {
  const { t } = useLingui();
  const uploads = useUploads([]);
  const decision = useKeyOfDecision();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<PaperPageLodgeMutation>(graphql`
    mutation PaperPageLodgeMutation($input: LodgeScanInput!) {
      lodgeScan(input: $input) {
        __typename
        ... on Contract {
          ...PaperPage_contract
        }
        ... on Refusal {
          code
          message
        }
        ... on InvalidInput {
          fields {
            path
            message
          }
        }
      }
    }
  `);
  const [uploadId] = uploads.ids;
  const side = mySideOf(contract);
  const party = side === "AWARDER" ? contract.awarder : contract.receiver;
  const pages = contract.present[0]?.pages ?? 0;
  const isLodged = contract.executions.some((each) => each.side === side && each.state === "LODGED");
  const send = async (event: React.FormEvent) => {
    event.preventDefault();
    if (!uploadId) return;
    setRefusal(null);
    const given = { contractId: contract.id, partyId: party.id, uploadId, idempotencyKey: decision.key() };
    const { refusal } = await act(given);
    decision.renew(refusal);
    setRefusal(refusal);
    // It belongs to the contract now.
    if (!refusal) for (const { key } of uploads.files) uploads.remove(key);
  };
  return (
    <li>
      <h2>{isLodged ? t`Hand in another scan instead` : t`Hand in the scan`}</h2>
      {contract.actions.includes("LODGE_SCAN") ? (
        <form className={styles.section} onSubmit={send}>
          <p>
            <Trans>
              One PDF or picture with all pages ({pages}), on which the code of each page can be read. It is compared
              with these terms, and counts once it fits.
            </Trans>
          </p>
          <Uploading
            uploads={uploads}
            label={t`Scan`}
            isSingle
            accept="application/pdf,image/*"
            problem={refusal?.fields.uploadId}
          />
          <RefusalNotice refusal={refusal} shown={["uploadId"]} />
          <div className={styles.deeds}>
            <Button type="submit" look="main" isPending={isActing} isDisabled={!uploadId || uploads.isUnfinished}>
              <Trans>Hand it in</Trans>
            </Button>
          </div>
        </form>
      ) : (
        <p className={styles.soft}>
          {turnOf(contract) === side ? (
            <Trans>Owners of {party.name} hand it in, and managers whom an owner has authorized to sign.</Trans>
          ) : (
            <Trans>That is possible once the other side has signed.</Trans>
          )}
        </p>
      )}
    </li>
  );
}
