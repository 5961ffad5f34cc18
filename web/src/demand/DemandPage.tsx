/** A demand as everybody may read it, with its questions, and what the reader may do with it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link } from "wouter";
import type { DemandPage_demand$key } from "../__generated__/DemandPage_demand.graphql";
import type { DemandPageQuery } from "../__generated__/DemandPageQuery.graphql";
import { routes } from "../app/routes";
import { OwnBid } from "../bids/OwnBid";
import { eligible, WhoMayBid } from "../bids/WhoMayBid";
import { Awarder } from "../market/Awarder";
import { BudgetText } from "../market/BudgetText";
import { ContractLink } from "../market/ContractLink";
import { StateTag } from "../market/StateTag";
import { useNews } from "../network/news";
import { Countdown } from "../parts/Countdown";
import { criteria, nameOf, partyKinds } from "../parts/enums";
import { Fact } from "../parts/Fact";
import { NothingHere, useTry } from "../parts/Failure";
import { Files } from "../parts/Files";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { Deeds } from "./Deeds";
import styles from "./DemandPage.module.css";
import { Managing } from "./Managing";
import { PendingOffer } from "./PendingOffer";
import { Questions } from "./Questions";

export default function DemandPage({ id }: { id: string }) {
  const { demand, viewer } = useLazyLoadQuery<DemandPageQuery>(
    graphql`
      query DemandPageQuery($id: ID!) {
        viewer {
          id
          user {
            id
          }
          parties {
            id
            kind
            closedAt
          }
          ...Questions_viewer
          ...Managing_viewer
        }
        demand(id: $id) {
          __typename
          ... on BiddingDemand {
            ...DemandPage_demand
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${useNews()}` },
  );
  if (demand?.__typename !== "BiddingDemand") return <NothingHere />;
  return <Shown demand={demand} viewer={viewer} parties={viewer?.parties ?? []} />;
}

interface ShownProps {
  demand: DemandPage_demand$key;
  viewer: DemandPageQuery["response"]["viewer"];
  /** Of the viewer. */
  parties: readonly { readonly id: string; readonly kind: string; readonly closedAt: string | null | undefined }[];
}

function Shown({ viewer, parties, ...given }: ShownProps) {
  const { t, i18n } = useLingui();
  const { moment, percent, list } = useTexts();
  const demand = useFragment(
    graphql`
      fragment DemandPage_demand on BiddingDemand {
        id
        title
        description
        skills
        state
        publishedAt
        deadlineAt
        closedAt
        awarder {
          id
          myRole
          ...Awarder_party
        }
        bidding
        audience
        budget {
          ...BudgetText_budget
        }
        durationDays
        bidCount
        criteria {
          key
          weight
        }
        actions
        attachments {
          ...Files_attachments
        }
        ...Deeds_demand
        ...Managing_demand
        resourceManager {
          id
          name
        }
        myApplicants {
          id
          state
          party {
            id
          }
          ...OwnBid_applicant
        }
        workbench {
          id
          award {
            id
            ...ContractLink_award
            ...PendingOffer_award
          }
        }
        ...Questions_demand
        history(first: 1) {
          edges {
            node {
              number
            }
          }
        }
      }
    `,
    given.demand,
  );
  const { bidding, budget, bidCount, deadlineAt, closedAt, durationDays, workbench, myApplicants, resourceManager } =
    demand;
  const canApply = viewer && demand.actions.includes("APPLY");
  const live = myApplicants.filter(({ state }) => ["DRAFT", "SUBMITTED", "NEEDS_CONFIRMATION"].includes(state));
  const bidders = eligible(parties, demand.audience).filter(({ id }) => live.every(({ party }) => party.id !== id));
  useTitle(demand.title);
  // What is read here is what a bid is written for.
  const read = { demandVersion: demand.history.edges[0]?.node.number };
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={`/settings/parties/${demand.awarder.id}`} state={{ from: `/demands/${demand.id}` }}>
            <Awarder party={demand.awarder} />
          </Link>
          {demand.publishedAt && (
            <time dateTime={demand.publishedAt}>
              <Trans>Published on {moment(demand.publishedAt)}</Trans>
            </time>
          )}
        </p>
        <h1>{demand.title}</h1>
        <p className={styles.tags}>
          <StateTag state={demand.state} />
          {demand.skills.map((skill) => (
            <span key={skill}>{skill}</span>
          ))}
        </p>
      </header>
      <aside className={styles.side}>
        {workbench && (
          <Link href={`/demands/${demand.id}/workbench`} className={styles.open}>
            <Trans>Open the workbench</Trans>
          </Link>
        )}
        {workbench?.award && (
          <ContractLink award={workbench.award} role={demand.awarder.myRole} className={styles.open} />
        )}
        {workbench?.award && <PendingOffer award={workbench.award} />}
        {canApply && live.length === 0 && bidders.length > 0 && (
          <Link href={`/demands/${demand.id}/bid`} className={styles.open} state={read}>
            <Trans>Bid on it</Trans>
          </Link>
        )}
        {canApply && live.length === 0 && bidders.length === 0 && <WhoMayBid audience={demand.audience} />}
        {myApplicants.map((applicant) => (
          <OwnBid
            key={applicant.id}
            applicant={applicant}
            demandId={demand.id}
            demandState={demand.state}
            isNamed={myApplicants.length > 1}
          />
        ))}
        {canApply && live.length > 0 && bidders.length > 0 && (
          <Link href={`/demands/${demand.id}/bid`} state={read}>
            <Trans>Bid for another team or enterprise</Trans>
          </Link>
        )}
        {!viewer && demand.state === "OPEN" && (
          <Link href={`${routes.signIn}?next=${encodeURIComponent(`/demands/${demand.id}`)}`} className={styles.open}>
            <Trans>Sign in to bid</Trans>
          </Link>
        )}
        <Deeds demand={demand} />
        {viewer && <Managing demand={demand} viewer={viewer} />}
        <dl className={styles.facts}>
          <Deadline deadlineAt={deadlineAt} closedAt={closedAt} isOpen={demand.state === "OPEN"} />
          {budget && (
            <Fact name={t`Budget`}>
              <BudgetText budget={budget} />
              <span className={styles.exact}>
                <Trans>with value added tax, where it is due</Trans>
              </span>
            </Fact>
          )}
          {durationDays !== null && (
            <Fact name={t`Duration`}>
              <Plural value={durationDays ?? 0} one="# day" other="# days" />
            </Fact>
          )}
          <Fact name={t`Open to`}>{list(demand.audience.map((kind) => nameOf(i18n, partyKinds, kind)))}</Fact>
          <Fact name={t`Bids`}>
            {typeof bidCount === "number" && <span>{bidCount}</span>}
            <span className={styles.exact}>
              <HowRead
                isSealed={bidding === "SEALED"}
                isOpen={demand.state === "OPEN"}
                isOwn={demand.awarder.myRole !== null}
              />
            </span>
          </Fact>
          {resourceManager && (
            <Fact name={t`Resource manager`}>
              {resourceManager.id === viewer?.user.id ? t`You` : resourceManager.name}
            </Fact>
          )}
          <Fact name={t`Bids are ranked by`}>
            <ul className={styles.criteria}>
              {demand.criteria.map(({ key, weight }) => (
                <li key={key}>
                  <span>{nameOf(i18n, criteria, key)}</span>
                  <span>{percent(weight / 10_000)}</span>
                </li>
              ))}
            </ul>
          </Fact>
        </dl>
      </aside>
      <div className={styles.body}>
        <p className={styles.description}>{demand.description}</p>
        <Files files={demand.attachments} />
        <Questions demand={demand} viewer={viewer} />
      </div>
    </article>
  );
}

interface HowReadProps {
  isSealed: boolean;
  /** Bids are still taken. */
  isOpen: boolean;
  /** The viewer belongs to the awarder. */
  isOwn: boolean;
}

/** When bids can be read, and by whom; once bidding has ended, how it was. */
function HowRead({ isSealed, isOpen, isOwn }: HowReadProps) {
  if (!isOpen) return isSealed ? <Trans>sealed bids</Trans> : <Trans>open bids</Trans>;
  if (isSealed) return <Trans>sealed: nobody reads them before the deadline</Trans>;
  return isOwn ? (
    <Trans>open: you read them as they come</Trans>
  ) : (
    <Trans>open: the client reads them as they come</Trans>
  );
}

interface DeadlineProps {
  deadlineAt: string | null | undefined;
  closedAt: string | null | undefined;
  isOpen: boolean;
}

/** Until when bids are taken; once bidding has ended, when it did: it may have been closed before its deadline. */
function Deadline({ deadlineAt, closedAt, isOpen }: DeadlineProps) {
  const { t } = useLingui();
  const { deadline, moment } = useTexts();
  const at = closedAt ?? deadlineAt;
  if (!at) return null;
  return (
    <Fact name={closedAt ? t`Bidding ended` : isOpen ? t`Bids are taken for` : t`Deadline`}>
      {isOpen && !closedAt && <Countdown until={at} />}
      <time dateTime={at} className={styles.exact}>
        {closedAt ? moment(at) : deadline(at)}
      </time>
    </Fact>
  );
}
