/** What differs between two submitted versions of a bid: price, time, stages, words and files. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import type { Differences_bids$data, Differences_bids$key } from "../__generated__/Differences_bids.graphql";
import type { DifferencesQuery } from "../__generated__/DifferencesQuery.graphql";
import { useTry } from "../parts/Failure";
import { useTexts } from "../parts/texts";
import styles from "./Differences.module.css";
import type { Piece } from "./differences";
import { Marked, Words } from "./Words";

type Bid = Differences_bids$data[number];

interface DifferencesProps {
  applicantId: string;
  /** The number of the version that is shown: of an earlier one nothing can differ if it is the first. */
  number: number;
}

/** Of all versions that may be read; nothing where there is only one. It asks for them when it is opened. */
export function Differences({ applicantId, number }: DifferencesProps) {
  const [isOpen, setOpen] = useState(false);
  if (number < 2) return null;
  return (
    <details className={styles.differences} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Trans>Differences between versions</Trans>
      </summary>
      {isOpen && <Loaded applicantId={applicantId} number={number} />}
    </details>
  );
}

function Loaded({ applicantId, number }: DifferencesProps) {
  const { node } = useLazyLoadQuery<DifferencesQuery>(
    graphql`
      query DifferencesQuery($id: ID!) {
        node(id: $id) {
          __typename
          ... on Applicant {
            bidHistory {
              ...Differences_bids
            }
          }
        }
      }
    `,
    { id: applicantId },
    // A newer version was submitted, perhaps.
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${number}` },
  );
  return node?.__typename === "Applicant" ? <Compared bids={node.bidHistory} number={number} /> : null;
}

function Compared({ number, ...given }: { bids: Differences_bids$key; number: number }) {
  const { t } = useLingui();
  const bids = useFragment(
    graphql`
      fragment Differences_bids on Bid @relay(plural: true) {
        id
        number
        submittedAt
        price {
          amount
          currency
        }
        durationDays
        proposal
        stages {
          title
          amount {
            amount
            currency
          }
          dueAfterDays
        }
        attachments {
          id
          fileName
        }
      }
    `,
    given.bids,
  ).filter((bid) => bid.number <= number);
  const latter = bids.at(-1);
  const [chosen, setChosen] = useState<number | null>(null);
  const former = bids.find((bid) => bid.number === chosen) ?? bids.at(-2);
  if (!latter || !former) {
    return (
      <p className={styles.soft}>
        <Trans>Only the last version can be read.</Trans>
      </p>
    );
  }
  return (
    <>
      <p className={styles.choice}>
        <label>
          <Trans>Version {latter.number} and version</Trans>{" "}
          <select
            aria-label={t`Compared with version`}
            value={former.number}
            onChange={({ target }) => setChosen(Number(target.value))}
          >
            {bids.slice(0, -1).map(({ id, number }) => (
              <option key={id} value={number}>
                {number}
              </option>
            ))}
          </select>
        </label>
      </p>
      <Between former={former} latter={latter} />
    </>
  );
}

function Between({ former, latter }: { former: Bid; latter: Bid }) {
  const { t } = useLingui();
  const { money } = useTexts();
  const stageText = ({ title, amount, dueAfterDays }: Bid["stages"][number]) =>
    [title, dueAfterDays === null ? null : t`day ${dueAfterDays}`, money(amount)].filter(Boolean).join(" · ");
  const stages = lines(former.stages.map(stageText), latter.stages.map(stageText));
  const files = lines(
    former.attachments.map(({ fileName }) => fileName),
    latter.attachments.map(({ fileName }) => fileName),
  );
  const price = lines([money(former.price)], [money(latter.price)]);
  const days = lines([String(former.durationDays ?? "–")], [String(latter.durationDays ?? "–")]);
  const parts: [string, ReactNode, boolean][] = [
    [t`Price`, <Lines key="price" lines={price} />, price.some(isChanged)],
    [t`Duration in days`, <Lines key="days" lines={days} />, days.some(isChanged)],
    [t`Stages`, <Lines key="stages" lines={stages} />, stages.some(isChanged)],
    [t`Files`, <Lines key="files" lines={files} />, files.some(isChanged)],
    [
      t`Proposal`,
      <Words key="words" former={former.proposal} latter={latter.proposal} />,
      former.proposal !== latter.proposal,
    ],
  ];
  const changed = parts.filter(([, , is]) => is);
  if (changed.length === 0) {
    return (
      <p className={styles.soft}>
        <Trans>Nothing differs.</Trans>
      </p>
    );
  }
  return (
    <dl className={styles.parts}>
      {changed.map(([title, shown]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{shown}</dd>
        </div>
      ))}
    </dl>
  );
}

const isChanged = ({ in: side }: Piece) => side !== "both";

/** All lines, those that are gone first. */
function lines(former: readonly string[], latter: readonly string[]): Piece[] {
  return [
    ...former.filter((text) => !latter.includes(text)).map((text) => ({ text, in: "former" as const })),
    ...latter.map((text) => ({ text, in: former.includes(text) ? ("both" as const) : ("latter" as const) })),
  ];
}

function Lines({ lines }: { lines: readonly Piece[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={`${line.in} ${line.text}`}>
          <Marked {...line} />
        </li>
      ))}
    </ul>
  );
}
