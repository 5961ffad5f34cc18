/** What a bid says: its price and time, the proposal with its files, and the stages. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import type { BidText_bid$key } from "../__generated__/BidText_bid.graphql";
import { Fact } from "../parts/Fact";
import { Files } from "../parts/Files";
import { useTexts } from "../parts/texts";
import styles from "./BidText.module.css";
import { Differences } from "./Differences";

interface BidTextProps {
  bid: BidText_bid$key;
  applicantId: string;
}

export function BidText({ applicantId, ...given }: BidTextProps) {
  const { t } = useLingui();
  const { money, moment } = useTexts();
  const bid = useFragment(
    graphql`
      fragment BidText_bid on Bid {
        id
        number
        price {
          amount
          currency
        }
        durationDays
        proposal
        submittedAt
        attachments {
          ...Files_attachments
        }
        stages {
          title
          amount {
            amount
            currency
          }
          dueAfterDays
        }
      }
    `,
    given.bid,
  );
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={t`Price`}>{money(bid.price)}</Fact>
        {bid.durationDays !== null && (
          <Fact name={t`Duration`}>
            <Plural value={bid.durationDays ?? 0} one="# day" other="# days" />
          </Fact>
        )}
        <Fact name={t`Version`}>{bid.number}</Fact>
        {bid.submittedAt && <Fact name={t`Submitted`}>{moment(bid.submittedAt)}</Fact>}
      </dl>
      <section>
        <h3 className={styles.heading}>{t`Proposal`}</h3>
        <p className={styles.proposal}>{bid.proposal}</p>
        <Files files={bid.attachments} />
        <Differences applicantId={applicantId} number={bid.number} />
      </section>
      {bid.stages.length > 0 && (
        <section>
          <h3 className={styles.heading}>{t`Stages`}</h3>
          <ol className={styles.stages}>
            {bid.stages.map(({ title, amount, dueAfterDays }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: stages have no other name than their place
              <li key={index}>
                <span>{title}</span>
                <span className={styles.soft}>
                  {dueAfterDays !== null && dueAfterDays !== undefined && <Trans>day {dueAfterDays}</Trans>}
                </span>
                <span className={styles.amount}>{money(amount)}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
