/** The interviews of one's parties, and the one that is open. */
import { Trans, useLingui } from "@lingui/react/macro";
import { graphql, useFragment, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { Link, useSearch } from "wouter";
import type { Interviews_interview$key } from "../__generated__/Interviews_interview.graphql";
import type { Interviews_viewer$key } from "../__generated__/Interviews_viewer.graphql";
import type { InterviewsListQuery } from "../__generated__/InterviewsListQuery.graphql";
import type { InterviewsQuery } from "../__generated__/InterviewsQuery.graphql";
import { Waiting } from "../app/Waiting";
import list from "../messages/Inbox.module.css";
import { useRenewing } from "../network/news";
import { Awaited } from "../parts/Awaited";
import { Button } from "../parts/Button";
import { Failure, NothingHere, useTry } from "../parts/Failure";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { Interview } from "./Interview";
import { Proposing } from "./Proposing";
import { StateText } from "./StateText";

const PAGE = 30;

/** `?with=` names an applicant to whom an interview is proposed. */
export default function Interviews({ id }: { id: string | null }) {
  const { t } = useLingui();
  const applicantId = new URLSearchParams(useSearch()).get("with");
  const { viewer } = useLazyLoadQuery<InterviewsQuery>(
    graphql`
      query InterviewsQuery($count: Int!, $cursor: String) {
        viewer {
          id
          ...Interviews_viewer @arguments(count: $count, cursor: $cursor)
        }
      }
    `,
    { count: PAGE, cursor: null },
    { fetchPolicy: "store-and-network", fetchKey: `${useTry()} ${id}` },
  );
  const open = id ?? applicantId;
  useTitle(open === null ? t`Interviews` : null);
  if (!viewer) return <NothingHere />;
  return (
    <div className={list.inbox} data-fills-window data-reading={open !== null || undefined}>
      <nav className={list.list} aria-label={t`Interviews`}>
        {open === null && <h1 className={list.heading}>{t`Interviews`}</h1>}
        <List viewer={viewer} open={id} />
      </nav>
      <section className={list.open} aria-label={t`Interview`}>
        {open === null ? (
          <p className={list.none}>
            <Trans>Choose an interview to see it.</Trans>
          </p>
        ) : (
          <Failure place={open}>
            <Awaited key={open} fallback={<Waiting />}>
              {id === null ? <Proposing applicantId={open} /> : <Interview id={id} />}
            </Awaited>
          </Failure>
        )}
      </section>
    </div>
  );
}

function List({ viewer, open }: { viewer: Interviews_viewer$key; open: string | null }) {
  const { data, hasNext, loadNext, isLoadingNext, refetch } = usePaginationFragment<
    InterviewsListQuery,
    Interviews_viewer$key
  >(
    graphql`
      fragment Interviews_viewer on Viewer
      @refetchable(queryName: "InterviewsListQuery")
      @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) {
        interviews(first: $count, after: $cursor) @connection(key: "Interviews_interviews") {
          edges {
            node {
              id
              ...Interviews_interview
            }
          }
        }
      }
    `,
    viewer,
  );
  const { edges } = data.interviews;
  useRenewing(refetch, data.interviews, PAGE);
  if (edges.length === 0) {
    return (
      <p className={list.none}>
        <Trans>No interviews yet. Clients propose them to bidders.</Trans>
      </p>
    );
  }
  return (
    <>
      <ul>
        {edges.map(({ node }) => (
          <Row key={node.id} interview={node} isOpen={node.id === open} />
        ))}
      </ul>
      {hasNext && (
        <Button isPending={isLoadingNext} onPress={() => loadNext(PAGE)}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </>
  );
}

function Row({ isOpen, ...given }: { interview: Interviews_interview$key; isOpen: boolean }) {
  const { moment } = useTexts();
  const { id, topic, state, startsAt, demand, applicant } = useFragment(
    graphql`
      fragment Interviews_interview on Interview {
        id
        topic
        state
        startsAt
        demand {
          id
          awarder {
            id
            name
          }
        }
        applicant {
          id
          party {
            id
            name
            myRole
          }
        }
      }
    `,
    given.interview,
  );
  const other = applicant.party.myRole ? demand.awarder : applicant.party;
  return (
    <li>
      <Link href={`/interviews/${id}`} className={list.row} aria-current={isOpen ? "page" : undefined}>
        <span className={list.title}>
          <span>{other.name}</span>
          <StateText state={state} />
        </span>
        <span className={list.demand}>{topic}</span>
        {startsAt && <span className={list.last}>{moment(startsAt)}</span>}
      </Link>
    </li>
  );
}
