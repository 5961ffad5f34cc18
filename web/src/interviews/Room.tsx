/** The room of an interview: devices are looked at before it, hosts let guests in, and all talk. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql } from "react-relay";
import type { RoomLeaveMutation } from "../__generated__/RoomLeaveMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import { Button } from "../parts/Button";
import { Notice, RefusalNotice } from "../parts/Notice";
import { Beside } from "./Beside";
import { DeviceCheck } from "./DeviceCheck";
import { type Devices, useDevices } from "./devices";
import type { Signals } from "./feed";
import { GivenUp } from "./GivenUp";
import { Lobby } from "./Lobby";
import { Consent } from "./Recording";
import styles from "./Room.module.css";
import { Stage } from "./Stage";
import { givenUpAt, type Shown } from "./shown";
import { useCalls } from "./useCalls";
import { useSeat } from "./useSeat";

interface RoomProps {
  interview: Shown;
  me: string;
  signals: Signals;
  onLeave: () => void;
}

export default function Room(props: RoomProps) {
  const hasPicture = props.interview.media === "VIDEO";
  const devices = useDevices(hasPicture);
  const [isIn, setIn] = useState(false);
  if (isIn && devices.media) return <Inside {...props} devices={devices} media={devices.media} />;
  return <DeviceCheck devices={devices} hasPicture={hasPicture} onEnter={() => setIn(true)} onLeave={props.onLeave} />;
}

interface InsideProps extends RoomProps {
  devices: Devices;
  media: MediaStream;
}

function Inside({ interview, me, signals, devices, media, onLeave }: InsideProps) {
  const { t } = useLingui();
  const { seat, refusal, seated, join } = useSeat(interview.id);
  const [isTalking, setTalking] = useState(() => matchMedia("(min-width: 60rem)").matches);
  const [leave] = useAct<RoomLeaveMutation>(graphql`
    mutation RoomLeaveMutation($input: LeaveInterviewInput!) {
      leaveInterview(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const own = interview.participants.find(({ user }) => user.id === me);
  const isHosted = interview.participants.some(({ role, presence }) => role === "HOST" && presence === "INSIDE");
  const isOver = !["SCHEDULED", "LIVE"].includes(interview.state) || Boolean(own?.removedAt);
  const presence = isOver ? "AWAY" : (own?.presence ?? "AWAY");
  const { calls, received } = useCalls({
    interview,
    me,
    media,
    signals,
    seat,
    seated,
    isInside: presence === "INSIDE",
  });
  const leaveFor = () => {
    // Whatever the answer is: nobody is kept here.
    void leave({ interviewId: interview.id, idempotencyKey: keyOfTry() });
    onLeave();
  };
  if (isOver) return <Over onLeave={onLeave} isRemoved={Boolean(own?.removedAt)} />;
  return (
    <div className={styles.room} data-alone data-presence={presence} data-talking={isTalking || undefined}>
      <section className={styles.stage} aria-label={t`Room`}>
        <h1 className="visually-hidden">{interview.topic}</h1>
        <div className={styles.notices}>
          <RefusalNotice refusal={refusal} />
          {refusal && (
            <div>
              <Button onPress={join}>
                <Trans>Try again</Trans>
              </Button>
            </div>
          )}
          {interview.startsAt && givenUpAt(interview) && (
            <p className={styles.waiting}>
              <GivenUp interview={interview} startsAt={interview.startsAt} />
            </p>
          )}
          {own?.role === "HOST" && <Lobby interview={interview} />}
          {presence === "INSIDE" && <Consent interview={interview} me={me} />}
          {presence === "LOBBY" && (
            <p className={styles.waiting} role="status">
              {isHosted ? (
                <Trans>You are in the lobby. A host will let you in.</Trans>
              ) : (
                <Trans>
                  You are in the lobby. No host is in the room at the moment: one who comes will let you in.
                </Trans>
              )}
            </p>
          )}
        </div>
        <Stage
          interview={interview}
          me={me}
          media={media}
          devices={devices}
          calls={presence === "INSIDE" ? calls : null}
          received={received}
          isTalking={isTalking}
          onTalk={() => setTalking(!isTalking)}
          onLeave={leaveFor}
        />
      </section>
      {isTalking && <Beside applicantId={interview.applicant.id} />}
    </div>
  );
}

function Over({ isRemoved, onLeave }: { isRemoved: boolean; onLeave: () => void }) {
  return (
    <div className={styles.over}>
      <Notice>
        {isRemoved ? (
          <Trans>A host has removed you from this interview.</Trans>
        ) : (
          <Trans>The interview has ended.</Trans>
        )}
      </Notice>
      <Button look="main" onPress={onLeave}>
        <Trans>Back</Trans>
      </Button>
    </div>
  );
}
