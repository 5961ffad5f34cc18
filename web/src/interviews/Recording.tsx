/** The recording of a room: who agrees to it, and the file that the host's device makes (CM-10). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { graphql } from "react-relay";
import type { RecordingConsentMutation } from "../__generated__/RecordingConsentMutation.graphql";
import type { RecordingStartMutation } from "../__generated__/RecordingStartMutation.graphql";
import type { RecordingStopMutation } from "../__generated__/RecordingStopMutation.graphql";
import { keyOfTry, useAct } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { RefusalNotice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import styles from "./Room.module.css";
import { Recorder } from "./recorder";
import type { Shown } from "./shown";

/** Whether the room is recorded, and the question to whoever has not answered it. */
export function Consent({ interview, me }: { interview: Shown; me: string }) {
  const { list } = useTexts();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [act, isActing] = useAct<RecordingConsentMutation>(graphql`
    mutation RecordingConsentMutation($input: ConsentToRecordingInput!) {
      consentToRecording(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  if (interview.recording === "OFF") return null;
  const consent = async (consents: boolean) => {
    const { refusal: refused } = await act({ interviewId: interview.id, consents, idempotencyKey: keyOfTry() });
    setRefusal(refused);
  };
  const inside = interview.participants.filter(({ presence }) => presence === "INSIDE");
  const missing = list(inside.filter(({ recordingConsent }) => !recordingConsent).map(({ user }) => user.name));
  const own = inside.find(({ user }) => user.id === me)?.recordingConsent ?? null;
  return (
    <div role="status" className={styles.knock} data-recording={interview.recording}>
      <span>
        {interview.recording === "ON" ? (
          <Trans>This is recorded.</Trans>
        ) : (
          <Trans>Nothing is recorded until all agree. Missing: {missing}.</Trans>
        )}
      </span>
      {own !== true && (
        <Button look="main" isPending={isActing} onPress={() => consent(true)}>
          <Trans>Agree to be recorded</Trans>
        </Button>
      )}
      {own !== false && (
        <Button isPending={isActing} onPress={() => consent(false)}>
          {own ? <Trans>Withdraw my consent</Trans> : <Trans>Do not agree</Trans>}
        </Button>
      )}
      <RefusalNotice refusal={refusal} />
    </div>
  );
}

interface RecordingToolsProps {
  interview: Shown;
  /** What is seen and heard in the room. */
  streams: readonly MediaStream[];
}

/** Beginning and ending a recording, for hosts. The device that begins it makes the file. */
export function RecordingTools({ interview, streams }: RecordingToolsProps) {
  const { t } = useLingui();
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const begin = useRecorder(interview, streams);
  const [start, isStarting] = useAct<RecordingStartMutation>(graphql`
    mutation RecordingStartMutation($input: StartRecordingInput!) {
      startRecording(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const [stop, isStopping] = useAct<RecordingStopMutation>(graphql`
    mutation RecordingStopMutation($input: StopRecordingInput!) {
      stopRecording(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const ask = async (idempotencyKey: string) => {
    const { refusal: refused } = await start({ interviewId: interview.id, idempotencyKey });
    if (!refused) begin();
    return refused;
  };
  const end = async () => {
    setRefusal((await stop({ interviewId: interview.id, idempotencyKey: keyOfTry() })).refusal);
  };
  return (
    <>
      {interview.actions.includes("START_RECORDING") && "MediaRecorder" in window && (
        <Button onPress={() => setAsking(true)}>
          <Trans context="interview">Record</Trans> …
        </Button>
      )}
      {interview.actions.includes("STOP_RECORDING") && (
        <Button isPending={isStopping} onPress={end}>
          <Trans>Stop recording</Trans>
        </Button>
      )}
      <RefusalNotice refusal={refusal} />
      {isAsking && (
        <Asking
          title={t`Record the interview`}
          button={t`Ask everyone to agree`}
          isActing={isStarting}
          act={ask}
          onClose={() => setAsking(false)}
        >
          <p>
            <Trans>
              It begins when everyone in the room has agreed, and pauses while somebody has not. This device makes the
              file and keeps it: the server never has it.
            </Trans>
          </p>
        </Asking>
      )}
    </>
  );
}

/** Returns what begins the recording of this device; its file is saved when the recording ends, or the room is left. */
function useRecorder({ recording, topic }: Shown, streams: readonly MediaStream[]): () => void {
  const recorder = useRef<Recorder | null>(null);
  const [begun, setBegun] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a recorder that has just begun is told, too
  useEffect(() => {
    recorder.current?.take(streams);
    recorder.current?.goOn(recording === "ON");
  }, [recording, streams, begun]);
  const end = useEffectEvent(() => {
    const ended = recorder.current?.end();
    recorder.current = null;
    void ended?.then((file) => file.size > 0 && save(file, `${topic}.webm`));
  });
  useEffect(() => {
    if (recording === "OFF") end();
  }, [recording]);
  useEffect(() => () => end(), []);
  return () => {
    recorder.current = new Recorder();
    setBegun((count) => count + 1);
  };
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
