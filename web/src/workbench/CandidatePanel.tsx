/** One candidate: the proposal, its stages, why it ranks where it does, and what the team says about it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useEffectEvent, useId, useRef } from "react";
import { graphql, useFragment, useLazyLoadQuery } from "react-relay";
import { Link, useLocation } from "wouter";
import type { CandidatePanel_candidate$key } from "../__generated__/CandidatePanel_candidate.graphql";
import type { CandidatePanelQuery } from "../__generated__/CandidatePanelQuery.graphql";
import { BidText } from "../bids/BidText";
import { Verified } from "../market/Awarder";
import { Button } from "../parts/Button";
import { NothingHere, useTry } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { reasonOf } from "../parts/reasons";
import { useTexts } from "../parts/texts";
import styles from "./CandidatePanel.module.css";
import { type Candidate, isReadSince } from "./candidates";
import { DeedButtons } from "./DeedButtons";
import { type Deed, isGone, type Subject, whatBecameOf, whyNot, whyNotInterview, whyNotMessage } from "./deeds";
import { CANDIDATE_NAME } from "./goingOn";
import { Remarks } from "./Remarks";
import { ScoreExplained } from "./ScoreExplained";
import { StandingText } from "./StandingText";
import { StrikingOut } from "./StrikingOut";
import { UnsavedTag } from "./Unsaved";
import type { Weights } from "./weights";

/** Milliseconds after which a candidate that is looked at counts as read. */
const DWELL = 1_200;

export type PanelDeed = Deed | "message" | "interview" | "close" | "takeBack";

interface CandidatePanelProps {
  id: string;
  /** What the list knows of it; undefined if it is not loaded. */
  listed: Candidate | undefined;
  rank: number | null;
  /** The rank with other weights that are tried, and these; null while none are. */
  tried: { readonly rank: number | null; readonly weights: Weights } | null;
  criteria: readonly string[];
  /** The state of the demand. */
  state: string;
  /** Whether the viewer may end bidding, which an award has to wait for. */
  mayClose: boolean;
  /** Whether the viewer may take back the offer that is out. */
  mayTakeBack: boolean;
  onDeed: (deed: PanelDeed, candidateId: string) => void;
  onRead: (candidate: Candidate) => void;
  /** It is on the screen, with this heading. */
  onShow: (id: string, heading: HTMLElement) => void;
  onTakeIn: (candidateId: string) => void;
  onClose: () => void;
}

export function CandidatePanel({ id, listed, onRead, ...rest }: CandidatePanelProps) {
  const { viewer, node } = useLazyLoadQuery<CandidatePanelQuery>(
    graphql`
      query CandidatePanelQuery($id: ID!) {
        viewer {
          id
          user {
            id
          }
        }
        node(id: $id) {
          __typename
          ... on Candidate {
            ...CandidatePanel_candidate
          }
        }
      }
    `,
    { id },
    { fetchPolicy: "store-or-network", fetchKey: useTry() },
  );
  useReadAfterAWhile(listed, onRead);
  if (node?.__typename !== "Candidate") return <NothingHere />;
  const waiting = listed && !isReadSince(listed) ? listed.waiting : null;
  return <Shown viewer={viewer} candidate={node} waiting={waiting ?? null} {...rest} />;
}

interface ShownProps
  extends Pick<
    CandidatePanelProps,
    "rank" | "tried" | "criteria" | "state" | "mayClose" | "mayTakeBack" | "onDeed" | "onShow" | "onTakeIn" | "onClose"
  > {
  viewer: CandidatePanelQuery["response"]["viewer"];
  candidate: CandidatePanel_candidate$key;
  waiting: string | null;
}

function Shown({ viewer, rank, tried, criteria, onDeed, waiting, ...given }: ShownProps) {
  const { state, mayClose, mayTakeBack, onShow, onTakeIn, onClose } = given;
  const { t, i18n } = useLingui();
  const { moment, number } = useTexts();
  const candidate = useFragment(
    graphql`
      fragment CandidatePanel_candidate on Candidate {
        id
        standing
        alternativeRank
        actions
        arrivedAt
        decision {
          reason
          texts {
            name
            text
          }
          occurredAt
          actor {
            id
            name
          }
        }
        score {
          ...ScoreExplained_score
        }
        applicant {
          id
          state
          party {
            id
            name
            verifiedAt
            kind
            skills
            summary
            rating {
              average
              count
            }
          }
          bid {
            id
            price {
              currency
            }
            ...BidText_bid
          }
          ...StrikingOut_applicant
        }
        ...Remarks_candidate
      }
    `,
    given.candidate,
  );
  const { applicant, decision, score, standing } = candidate;
  const headingRef = useRef<HTMLHeadingElement>(null);
  const show = useEffectEvent(() => headingRef.current && onShow(candidate.id, headingRef.current));
  useEffect(() => void show(), []);
  const { bid, party } = applicant;
  const reason = decision && reasonOf(i18n, moment, decision);
  const justification = decision?.texts.find(({ name }) => name === "justification")?.text;
  const [here] = useLocation();
  const rating = party.rating;
  return (
    <article className={styles.panel} aria-label={party.name}>
      <header className={styles.head}>
        <p className={styles.place}>
          {rank !== null && (
            <span>
              <Trans>Rank {rank}</Trans>
              {tried && <strong> · {t`${tried.rank} with the weights you try`}</strong>}
            </span>
          )}
          <StandingText
            standing={standing}
            alternativeRank={candidate.alternativeRank ?? null}
            bidState={applicant.state}
            state={state}
          />
          <UnsavedTag candidateId={candidate.id} />
          <Button look="quiet" className={styles.close ?? ""} onPress={onClose} aria-label={t`Close the panel`}>
            ✕
          </Button>
        </p>
        <h2 className={styles.name} tabIndex={-1} id={CANDIDATE_NAME} ref={headingRef} data-candidate={candidate.id}>
          {party.name} {party.verifiedAt && <Verified />}
        </h2>
        <p className={styles.about}>
          {party.skills.length > 0 ? party.skills.join(" · ") : <Trans>No skills on record.</Trans>}
          {rating?.average && (
            <span>
              {" "}
              ★ {number(Number(rating.average))} ({rating.count})
            </span>
          )}{" "}
          <Link href={`/settings/parties/${party.id}`} state={{ from: here }}>
            <Trans>Profile and reviews</Trans>
          </Link>
        </p>
        <Deeds
          candidate={{ ...candidate, waiting }}
          state={state}
          mayClose={mayClose}
          mayTakeBack={mayTakeBack}
          onDeed={(deed) => onDeed(deed, candidate.id)}
        />
        <StrikingOut applicant={applicant} />
      </header>
      {waiting === "REVISED" && (
        <Notice tone="warn">
          <Trans>This bid was revised.</Trans>{" "}
          <Button onPress={() => onTakeIn(candidate.id)}>{t`Show the new version`}</Button>
        </Notice>
      )}
      {waiting === "CHANGED" && (
        <Notice tone="warn">
          {applicant.state === "NEEDS_CONFIRMATION" ? (
            <Trans>The demand has changed since this bid: its bidder has to confirm it.</Trans>
          ) : (
            <Trans>The bidder has confirmed this bid unchanged.</Trans>
          )}
        </Notice>
      )}
      {isOut({ waiting, applicant }, state) && <Notice tone="warn">{i18n._(whatBecameOf(applicant.state))}</Notice>}
      {decision && reason && !(reason.isPlatforms && isOut({ waiting, applicant }, state)) && (
        <p className={styles.decision}>
          <span className={styles.label}>{t`Reason`}</span>
          {reason.text}
          {justification && (
            <>
              <span className={styles.label}>{t`Justification`}</span>
              {justification}
            </>
          )}
          <span className={styles.by}>
            {[!reason.isPlatforms && decision.actor?.name, moment(decision.occurredAt)].filter(Boolean).join(" · ")}
          </span>
        </p>
      )}
      {bid && <BidText applicantId={applicant.id} bid={bid} />}
      {score && (
        <ScoreExplained
          score={score}
          criteria={criteria}
          tried={tried?.weights ?? null}
          currency={bid?.price.currency ?? ""}
        />
      )}
      <Remarks viewer={viewer} candidate={candidate} />
    </article>
  );
}

interface DeedsProps extends Pick<CandidatePanelProps, "state" | "mayClose" | "mayTakeBack"> {
  candidate: Subject;
  onDeed: (deed: PanelDeed) => void;
}

/** Whether the bid is out of the selection. Those of a cancelled demand lapse with it, and stay as they stood. */
function isOut(candidate: Pick<Subject, "waiting" | "applicant">, state: string): boolean {
  return isGone(candidate) && state !== "CANCELLED";
}

/** The award is always among them, with the reason why it has to wait, unless the bid no longer stands. */
function Deeds({ candidate, state, mayClose, mayTakeBack, onDeed }: DeedsProps) {
  const { i18n } = useLingui();
  const id = useId();
  const why = whyNot("award", [candidate], state);
  const isOver = isOut(candidate, state);
  const isToAward = candidate.standing !== "SELECTED" && !isOver;
  return (
    <div className={styles.deeds}>
      <DeedButtons candidates={[candidate]} onDeed={onDeed} />
      {whyNotMessage(candidate, state) === null && (
        <Button onPress={() => onDeed("message")}>
          <Trans>Write a message</Trans>
        </Button>
      )}
      {whyNotInterview(candidate, state) === null && (
        <Button onPress={() => onDeed("interview")}>
          <Trans>Propose an interview</Trans>
        </Button>
      )}
      {candidate.standing === "SELECTED" && mayTakeBack && (
        <Button onPress={() => onDeed("takeBack")}>
          <Trans>Take the offer back</Trans> …
        </Button>
      )}
      {isToAward && (
        <Button
          look={why ? "plain" : "main"}
          isDisabled={why !== null}
          aria-describedby={why ? id : undefined}
          onPress={() => onDeed("award")}
        >
          <Trans>Award</Trans> …
        </Button>
      )}
      {why && isToAward && (
        <div className={styles.why}>
          <p id={id}>{i18n._(why)}</p>
          {mayClose && (
            <Button onPress={() => onDeed("close")}>
              <Trans>Close bidding</Trans> …
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function useReadAfterAWhile(candidate: Candidate | undefined, onRead: (candidate: Candidate) => void): void {
  const read = useEffectEvent(() => candidate && onRead(candidate));
  const unread = candidate?.isUnread ? candidate.id : null;
  useEffect(() => {
    if (unread === null) return;
    const timer = setTimeout(read, DWELL);
    return () => clearTimeout(timer);
  }, [unread]);
}
