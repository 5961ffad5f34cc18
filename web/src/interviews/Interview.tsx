/** One interview: what is arranged, what may be done about it, and the way into its room. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, startTransition, useState } from "react";
import { graphql, useFragment, useLazyLoadQuery, useRelayEnvironment } from "react-relay";
import { Link } from "wouter";
import type { Interview_interview$key } from "../__generated__/Interview_interview.graphql";
import type { InterviewCalendarQuery } from "../__generated__/InterviewCalendarQuery.graphql";
import type { InterviewQuery } from "../__generated__/InterviewQuery.graphql";
import { routes } from "../app/routes";
import { Waiting } from "../app/Waiting";
import { readNow } from "../network/readings";
import { Awaited, lazily } from "../parts/Awaited";
import { Button, ButtonLink } from "../parts/Button";
import { useNow } from "../parts/Countdown";
import { NothingHere, useTry } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { ownZone, presentName } from "../parts/zones";
import { AcceptDialog, CancelDialog, DeclineDialog, OfferDialog } from "./dialogs";
import { Signals, useInterviewFeed } from "./feed";
import { GivenUp } from "./GivenUp";
import styles from "./Interview.module.css";
import { StateText } from "./StateText";
import { canMeetAgain, EARLY, GRACE, givenUpAt, isArranging, isOff, type Shown } from "./shown";
import { rememberedZone, useSpan, When, ZoneChoice } from "./times";

const Room = lazily(() => import("./Room"));

export function Interview({ id }: { id: string }) {
  const [synced, setSynced] = useState(0);
  const { viewer, interview } = useLazyLoadQuery<InterviewQuery>(
    graphql`
      query InterviewQuery($id: ID!) {
        viewer {
          id
          user {
            id
          }
        }
        interview(id: $id) {
          id
          cursor
          ...Interview_interview
        }
      }
    `,
    { id },
    { fetchPolicy: "network-only", fetchKey: `${useTry()}.${synced}` },
  );
  if (!viewer || !interview) return <NothingHere />;
  // What is shown stays until all has been read again, and what is typed stays, too.
  const resync = () => startTransition(() => setSynced((count) => count + 1));
  return (
    <Followed
      interview={interview}
      cursor={interview.cursor}
      synced={synced}
      me={viewer.user.id}
      onResync={resync}
      id={id}
    />
  );
}

interface FollowedProps {
  id: string;
  interview: Interview_interview$key;
  cursor: string;
  synced: number;
  me: string;
  onResync: () => void;
}

function Followed({ id, cursor, synced, me, onResync, ...given }: FollowedProps) {
  const interview = useFragment(
    graphql`
      fragment Interview_interview on Interview {
        id
        version
        state
        topic
        media
        offeredBy
        slots {
          startsAt
          endsAt
        }
        startsAt
        endsAt
        timeZone
        cancelReason
        endedAt
        recording
        actions
        participants {
          user {
            id
            name
          }
          role
          presence
          peerId
          removedAt
          isAbsent
          recordingConsent
        }
        demand {
          id
          title
          state
          awarder {
            id
            name
            myRole
          }
        }
        applicant {
          id
          state
          candidate {
            id
            standing
          }
          conversation {
            id
          }
          party {
            id
            name
            myRole
            members {
              user {
                id
                name
              }
            }
          }
        }
      }
    `,
    given.interview,
  );
  useTitle(interview.topic);
  const [signals] = useState(() => new Signals());
  const [isEntering, setEntering] = useState(false);
  useInterviewFeed(id, cursor, synced, { signals, onResync });
  if (isEntering) {
    return (
      <Awaited fallback={<Waiting />}>
        <Room interview={interview} me={me} signals={signals} onLeave={() => setEntering(false)} />
      </Awaited>
    );
  }
  return <Arranged interview={interview} me={me} onEnter={() => setEntering(true)} />;
}

type Asking = { accept: string } | "offer" | "decline" | "cancel" | null;

interface ArrangedProps {
  interview: Shown;
  me: string;
  onEnter: () => void;
}

function Arranged({ interview, me, onEnter }: ArrangedProps) {
  const { t } = useLingui();
  const [asking, setAsking] = useState<Asking>(null);
  const [zone, setZone] = useState(() => {
    const theirs = presentName(interview.timeZone);
    return theirs === ownZone() ? rememberedZone() : theirs;
  });
  const { demand, applicant, actions, startsAt, endsAt } = interview;
  const other = applicant.party.myRole ? demand.awarder : applicant.party;
  const may = (action: string) => actions.includes(action as (typeof actions)[number]);
  return (
    <article className={styles.page}>
      <header>
        <Link href="/interviews" className={styles.back}>
          <Trans>All interviews</Trans>
        </Link>
        <h1>{interview.topic}</h1>
        <p className={styles.facts}>
          <StateText state={interview.state} />
          <span>
            <Trans>with {other.name}</Trans>
          </span>
          <Link href={`/demands/${demand.id}`}>{demand.title}</Link>
          <span>{interview.media === "VIDEO" ? t`audio and video` : t`audio only`}</span>
        </p>
      </header>
      {interview.cancelReason && <Notice>{interview.cancelReason}</Notice>}
      {startsAt && endsAt && (
        <section className={styles.section} aria-label={t`Time`}>
          <p className={styles.agreed}>
            <When startsAt={startsAt} endsAt={endsAt} zone={zone} />
          </p>
          <Entrance interview={interview} me={me} startsAt={startsAt} endsAt={endsAt} onEnter={onEnter} />
        </section>
      )}
      {isOff(interview) && <Again interview={interview} />}
      {interview.offeredBy && (
        <Offered interview={interview} zone={zone}>
          {(slot, when) =>
            may("ACCEPT_SLOT") && (
              <Button aria-label={t`Accept ${when}`} onPress={() => setAsking({ accept: slot })}>
                <Trans>Accept</Trans> …
              </Button>
            )
          }
        </Offered>
      )}
      <ZoneChoice zone={zone} onChoose={setZone} />
      <div className={styles.deeds}>
        {may("COUNTER") ? (
          <Button onPress={() => setAsking("offer")}>
            <Trans>Offer other times</Trans> …
          </Button>
        ) : (
          may("MOVE") && (
            <Button onPress={() => setAsking("offer")}>
              <Trans>Move it</Trans> …
            </Button>
          )
        )}
        {may("DECLINE_MOVE") && (
          <Button onPress={() => setAsking("decline")}>
            <Trans>Keep the time</Trans> …
          </Button>
        )}
        {["SCHEDULED", "LIVE"].includes(interview.state) && <CalendarButton id={interview.id} />}
        {may("CANCEL") && (
          <Button look="danger" onPress={() => setAsking("cancel")}>
            <Trans>Cancel the interview</Trans> …
          </Button>
        )}
      </div>
      <Participants interview={interview} />
      <Asked asking={asking} interview={interview} me={me} zone={zone} onClose={() => setAsking(null)} />
    </article>
  );
}

interface OfferedProps {
  interview: Shown;
  zone: string | null;
  /** With the time in words. */
  children: (startsAt: string, when: string) => ReactNode;
}

function Offered({ interview, zone, children }: OfferedProps) {
  const span = useSpan();
  const isHost = interview.offeredBy === "HOST";
  const by = isHost ? interview.demand.awarder.name : interview.applicant.party.name;
  return (
    <section className={styles.section}>
      <h2>{interview.startsAt ? <Trans>Other times offered by {by}</Trans> : <Trans>Times offered by {by}</Trans>}</h2>
      <ul className={styles.offered}>
        {interview.slots.map(({ startsAt, endsAt }) => (
          <li key={startsAt}>
            <When startsAt={startsAt} endsAt={endsAt} zone={zone} />
            {children(startsAt, span(startsAt, endsAt, ownZone()))}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface EntranceProps extends ArrangedProps {
  startsAt: string;
  endsAt: string;
}

/** Open while participants can join; the server decides in the end. */
function Entrance({ interview, me, startsAt, endsAt, onEnter }: EntranceProps) {
  const { moment } = useTexts();
  const now = useNow(5_000);
  const opensAt = Date.parse(startsAt) - EARLY;
  const own = interview.participants.find(({ user }) => user.id === me);
  if (!["SCHEDULED", "LIVE"].includes(interview.state) || !own || own.removedAt) return null;
  if (now >= Date.parse(endsAt) + GRACE) return null;
  if (now < opensAt) {
    return (
      <p className={styles.soft}>
        <Trans>The room opens at {moment(new Date(opensAt).toISOString())}.</Trans>{" "}
        <GivenUp interview={interview} startsAt={startsAt} />
      </p>
    );
  }
  return (
    <>
      {givenUpAt(interview) && (
        <Notice tone="warn">
          <GivenUp interview={interview} startsAt={startsAt} />
        </Notice>
      )}
      <Button look="main" onPress={onEnter}>
        <Trans>Enter the room</Trans>
      </Button>
    </>
  );
}

/** After one that was not held: who can propose another. */
function Again({ interview }: { interview: Shown }) {
  const { demand, applicant } = interview;
  const { conversation } = applicant;
  if (canMeetAgain(interview)) {
    return (
      <div className={styles.deeds}>
        <ButtonLink href={`${routes.interviews.replace("/:id?", "")}?with=${applicant.id}`} look="plain">
          <Trans>Propose another time</Trans>
        </ButtonLink>
      </div>
    );
  }
  if (!applicant.party.myRole || interview.state === "CANCELLED" || !isArranging(demand)) return null;
  const client = demand.awarder.name;
  return (
    <p>
      <Trans>{client} can propose another time.</Trans>{" "}
      {conversation && (
        <Link href={`/inbox/${conversation.id}`}>
          <Trans>Write to the other side</Trans>
        </Link>
      )}
    </p>
  );
}

function Participants({ interview }: { interview: Shown }) {
  const { t } = useLingui();
  const { demand, applicant } = interview;
  const sides = [
    { role: "HOST", party: demand.awarder.name },
    { role: "GUEST", party: applicant.party.name },
  ];
  return (
    <section className={styles.section}>
      <h2>
        <Trans>Who takes part</Trans>
      </h2>
      <dl className={styles.sides}>
        {sides.map(({ role, party }) => {
          const people = interview.participants.filter((each) => each.role === role);
          return (
            <div key={role}>
              <dt>{party}</dt>
              {people.length === 0 && <dd className={styles.soft}>{t`named with the answer`}</dd>}
              {people.map(({ user, isAbsent, removedAt }) => (
                <dd key={user.id}>
                  {user.name} {isAbsent && <span className={styles.soft}>{t`was missing`}</span>}
                  {removedAt && <span className={styles.soft}>{t`removed`}</span>}
                </dd>
              ))}
            </div>
          );
        })}
      </dl>
    </section>
  );
}

/** The file is asked for when it is wanted: a link to it would expire. */
function CalendarButton({ id }: { id: string }) {
  const environment = useRelayEnvironment();
  const [isLost, setLost] = useState(false);
  const save = async () => {
    const answer = await readNow<InterviewCalendarQuery>(
      environment,
      graphql`
        query InterviewCalendarQuery($id: ID!) {
          interview(id: $id) {
            id
            calendar
          }
        }
      `,
      { id },
    ).catch(() => null);
    setLost(!answer?.interview?.calendar);
    if (!answer?.interview?.calendar) return;
    const address = URL.createObjectURL(new Blob([answer.interview.calendar], { type: "text/calendar" }));
    Object.assign(document.createElement("a"), { href: address, download: "interview.ics" }).click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      <Button onPress={save}>
        <Trans>Save for my calendar</Trans>
      </Button>
      {isLost && (
        <Notice tone="bad">
          <Trans>The file could not be loaded.</Trans>
        </Notice>
      )}
    </>
  );
}

interface AskedProps {
  asking: Asking;
  interview: Shown;
  me: string;
  zone: string | null;
  onClose: () => void;
}

function Asked({ asking, interview, me, zone, onClose }: AskedProps) {
  const shared = { interview, onClose };
  if (asking === "offer") return <OfferDialog {...shared} zone={zone} />;
  if (asking === "decline") return <DeclineDialog {...shared} />;
  if (asking === "cancel") return <CancelDialog {...shared} />;
  const slot = asking && interview.slots.find(({ startsAt }) => startsAt === asking.accept);
  return slot ? <AcceptDialog {...shared} {...slot} zone={zone} me={me} /> : null;
}
