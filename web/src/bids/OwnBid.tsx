/** What a party of the viewer has bid for a demand, beside the demand: its offer, and what may be done with it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment } from "react-relay";
import { Link } from "wouter";
import type { OwnBid_applicant$key } from "../__generated__/OwnBid_applicant.graphql";
import { useTexts } from "../parts/texts";
import { useNamedPlace } from "../parts/useNamedPlace";
import { BidTag } from "./BidTag";
import { Offer } from "./Offer";
import styles from "./OwnBid.module.css";
import { placeOfBid } from "./placeOfBid";
import { Standing } from "./Standing";
import { WholeBid } from "./WholeBid";

interface OwnBidProps {
  applicant: OwnBid_applicant$key;
  demandId: string;
  demandState: string;
  /** Several parties of the viewer have applied: each is named. */
  isNamed: boolean;
}

export function OwnBid({ demandId, demandState, isNamed, ...given }: OwnBidProps) {
  const { t } = useLingui();
  const { money, moment } = useTexts();
  const applicant = useFragment(
    graphql`
      fragment OwnBid_applicant on Applicant {
        id
        state
        actions
        ...Standing_applicant
        party {
          id
          name
          myRole
        }
        bid {
          id
          number
          submittedAt
          price {
            amount
            currency
          }
        }
        draft {
          id
        }
        award {
          id
          state
          ...Offer_award
        }
      }
    `,
    given.applicant,
  );
  const { state, actions, party, bid, draft, award } = applicant;
  const whole = bid && { applicantId: applicant.id, number: bid.number };
  const name = placeOfBid(applicant.id);
  const place = useNamedPlace<HTMLElement>(name);
  return (
    <section
      ref={place}
      id={name}
      tabIndex={-1}
      className={styles.own}
      aria-label={isNamed ? t`Bid of ${party.name}` : t`Your bid`}
    >
      <h2>{isNamed ? t`Bid of ${party.name}` : t`Your bid`}</h2>
      <p className={styles.facts}>
        <BidTag state={state} awardState={award?.state} demandState={demandState} />
        {bid && <strong>{money(bid.price)}</strong>}
      </p>
      {bid?.submittedAt && (
        <p className={styles.soft}>
          <Trans>
            Version {bid.number}, submitted {moment(bid.submittedAt)}
          </Trans>
        </p>
      )}
      {draft && bid && (
        <p className={styles.soft}>
          <Trans>What you have changed since then is not submitted yet.</Trans>
        </p>
      )}
      {whole && <WholeBid {...whole} />}
      {award && <Offer award={award} role={party.myRole} bid={whole} />}
      <div className={styles.deeds}>
        {actions.includes("SAVE") && (
          <Link href={`/demands/${demandId}/bid`}>
            {draft ? <Trans>Continue writing</Trans> : <Trans>Change your bid</Trans>}
          </Link>
        )}
        <Standing applicant={applicant} />
      </div>
    </section>
  );
}
