/** What the platform is, how a demand goes from its publication to the money, and what that costs: for whoever is new. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { AboutQuery } from "../__generated__/AboutQuery.graphql";
import { routes } from "../app/routes";
import { useTry } from "../parts/Failure";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import styles from "./About.module.css";

export default function About() {
  const { t } = useLingui();
  const { rate } = useTexts();
  useTitle(t`How it works`);
  const { feeBasisPoints, acceptanceWorkingDays, idleDays, idleMediationDays } = useLazyLoadQuery<AboutQuery>(
    graphql`
      query AboutQuery {
        feeBasisPoints
        acceptanceWorkingDays
        idleDays
        idleMediationDays
      }
    `,
    {},
    { fetchPolicy: "store-or-network", fetchKey: useTry() },
  );
  const percent = rate(feeBasisPoints);
  const [reminding, calling] = [idleDays, idleMediationDays];
  return (
    <article className={styles.about}>
      <h1>{t`How it works`}</h1>
      <p>
        <Trans>
          Bidhall is a market of IT services. Clients publish what they need, bidders make offers for it, and both carry
          out the work under a contract. <Link href={routes.market}>The market</Link> can be read without an account.
        </Trans>
      </p>
      <section className={styles.section}>
        <h2>{t`From a demand to the payment`}</h2>
        <ol className={styles.steps}>
          <li>
            <Trans>
              The client publishes a demand: what is needed, who may bid and until when, and how bids are ranked.
            </Trans>
          </li>
          <li>
            <Trans>
              Bidders send their price, their time and the stages of payment that they propose. No bidder reads the bid
              of another. Where bids are sealed, the client reads none before the deadline either.
            </Trans>
          </li>
          <li>
            <Trans>
              The client compares the bids, talks to bidders, and offers the demand to one of them, who accepts or
              declines.
            </Trans>
          </li>
          <li>
            <Trans>Both agree on a contract and sign it. The bidder is then its contractor.</Trans>
          </li>
          <li>
            <Trans>
              For each stage the client pays in its amount, the contractor submits the work, and the client accepts it
              or asks for rework.
            </Trans>
          </li>
          <li>
            <Trans>
              Once the work is accepted, the client releases the money of the stage to the contractor. In the end, both
              can review each other.
            </Trans>
          </li>
        </ol>
      </section>
      <section className={styles.section}>
        <h2>{t`What it costs`}</h2>
        <p>
          {feeBasisPoints === 0 ? (
            <Trans>The platform takes no fee.</Trans>
          ) : (
            <Trans>
              The platform keeps a fee of {percent} of what is released to the contractor, who bears it. For publishing
              demands, for bids and for contracts it takes nothing.
            </Trans>
          )}
        </p>
        <p>
          <Trans>
            Budgets, the prices of bids and the amounts of contracts include value added tax, where it is due: nothing
            is added to them later. The invoice says how much of an amount is tax.
          </Trans>
        </p>
        {feeBasisPoints > 0 && (
          <p>
            <Trans>A contract keeps the fee that was in force when it was drafted.</Trans>
          </p>
        )}
      </section>
      <section className={styles.section}>
        <h2>{t`How money is held`}</h2>
        <ul className={styles.steps}>
          <li>
            <Trans>
              What the client pays in for a stage goes to a payment provider, and is held for this stage until its work
              is accepted and the client releases it. Neither side can use it meanwhile.
            </Trans>
          </li>
          <li>
            <Trans>
              If the client does not answer within{" "}
              <Plural value={acceptanceWorkingDays} one="# working day" other="# working days" /> after work was
              submitted, it counts as accepted, and the money is released. A contract can set another time.
            </Trans>
          </li>
          <li>
            <Trans>
              Money that the client does not release after accepting the work stays held. If nothing happens with it for{" "}
              <Plural value={reminding} one="# day" other="# days" />, both sides are reminded, and after{" "}
              <Plural value={calling} one="# day" other="# days" /> a mediator is called.
            </Trans>
          </li>
          <li>
            <Trans>
              The client can ask for the money back. If the contractor does not agree, a mediator decides how what is
              held is divided.
            </Trans>
          </li>
        </ul>
      </section>
    </article>
  );
}
