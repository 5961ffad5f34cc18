/** Who is in the room, as pictures, and what one does with one's own devices. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useEffectEvent, useMemo, useState } from "react";
import { graphql } from "react-relay";
import type { StageEndMutation } from "../__generated__/StageEndMutation.graphql";
import { useAct } from "../network/acting";
import { Asking } from "../parts/Asking";
import { Button } from "../parts/Button";
import { Dialog, DialogButtons } from "../parts/Dialog";
import type { Received } from "./call";
import type { Calls } from "./calls";
import { DeviceChoices } from "./DeviceCheck";
import { close, type Devices } from "./devices";
import { Picture } from "./Picture";
import { RecordingTools } from "./Recording";
import styles from "./Room.module.css";
import type { Shown } from "./shown";

interface StageProps {
  interview: Shown;
  me: string;
  media: MediaStream;
  devices: Devices;
  /** Null while one is not inside. */
  calls: Calls | null;
  received: ReadonlyMap<string, Received>;
  isTalking: boolean;
  onTalk: () => void;
  onLeave: () => void;
}

export function Stage({ interview, me, media, devices, calls, received, ...rest }: StageProps) {
  const { t } = useLingui();
  const [screen, setScreen] = useScreen(calls);
  const others = interview.participants.flatMap(({ user, peerId }) => {
    const call = user.id !== me && peerId ? received.get(peerId) : undefined;
    return call ? [{ ...user, ...call }] : [];
  });
  const own = interview.participants.find(({ user }) => user.id === me);
  const shared = others.find((each) => each.screen);
  const speaker = devices.chosen.audiooutput;
  const streams = useMemo(
    () => [media, screen, ...[...received.values()].flatMap((each) => [each.camera, each.screen])].filter(isThere),
    [media, screen, received],
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <div className={styles.pictures} role="group" aria-label={t`Pictures`} tabIndex={0}>
        {shared && (
          <Tile name={t`Screen of ${shared.name}`} isScreen>
            <Picture media={shared.screen} isScreen speaker={speaker} />
          </Tile>
        )}
        {screen && (
          <Tile name={t`Your screen`} isScreen>
            <Picture media={screen} isOwn isScreen />
          </Tile>
        )}
        {others.map(({ id, name, state, camera }) => (
          <Tile key={id} name={name} state={state}>
            <Picture media={camera} speaker={speaker} />
          </Tile>
        ))}
        <Tile name={t`You`} initialOf={own?.user.name ?? ""}>
          <Picture media={media} isOwn />
        </Tile>
      </div>
      <Tools
        interview={interview}
        media={media}
        devices={devices}
        streams={streams}
        screen={screen}
        onScreen={setScreen}
        isInside={calls !== null}
        {...rest}
      />
    </>
  );
}

function isThere(stream: MediaStream | null): stream is MediaStream {
  return stream !== null;
}

interface TileProps {
  name: string;
  /** Whose initial stands where there is no picture, if they are not called by their name. */
  initialOf?: string;
  /** Of the connection; none for one's own. */
  state?: RTCPeerConnectionState;
  isScreen?: boolean;
  children: ReactNode;
}

function Tile({ name, initialOf = name, state, isScreen = false, children }: TileProps) {
  const isSeen = state === undefined || state === "connected";
  return (
    <figure className={styles.tile} data-state={state} data-screen={isScreen || undefined}>
      <span className={styles.initial} aria-hidden="true">
        {[...initialOf][0]}
      </span>
      {children}
      <figcaption>
        {name}{" "}
        {!isSeen && (
          <span>
            {state === "new" || state === "connecting" ? (
              <Trans>connecting …</Trans>
            ) : (
              <Trans>lost, trying again</Trans>
            )}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** The screen that one shows; the browser can end it too. */
function useScreen(calls: Calls | null): [MediaStream | null, (screen: MediaStream | null) => void] {
  const [screen, setScreen] = useState<MediaStream | null>(null);
  const set = (next: MediaStream | null) => {
    if (screen) close(screen);
    setScreen(next);
    calls?.share(next);
    const [track] = next?.getVideoTracks() ?? [];
    if (track) track.onended = () => ended();
  };
  const ended = useEffectEvent(() => set(null));
  const stop = useEffectEvent(() => screen && close(screen));
  useEffect(() => () => void stop(), []);
  // Whoever is no longer inside shows nothing any more.
  useEffect(() => {
    if (calls === null) ended();
  }, [calls]);
  return [screen, set];
}

interface ToolsProps {
  interview: Shown;
  media: MediaStream;
  devices: Devices;
  streams: readonly MediaStream[];
  screen: MediaStream | null;
  onScreen: (screen: MediaStream | null) => void;
  isInside: boolean;
  isTalking: boolean;
  onTalk: () => void;
  onLeave: () => void;
}

function Tools({ interview, media, devices, streams, screen, onScreen, isInside, ...rest }: ToolsProps) {
  const { t } = useLingui();
  const [isEnding, setEnding] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  const show = async () => {
    // Null if somebody thinks better of it.
    const chosen = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: true }).catch(() => null);
    if (chosen) onScreen(chosen);
  };
  const canShow = isInside && navigator.mediaDevices && "getDisplayMedia" in navigator.mediaDevices;
  return (
    <div className={styles.tools} role="toolbar" aria-label={t`Devices`}>
      {media.getAudioTracks().map((track) => (
        <TrackButton key={track.id} track={track} on={t`Mute`} off={t`Unmute`} />
      ))}
      {media.getVideoTracks().map((track) => (
        <TrackButton key={track.id} track={track} on={t`Camera off`} off={t`Camera on`} />
      ))}
      <Button onPress={() => setChoosing(true)}>
        <Trans>Devices</Trans> …
      </Button>
      {canShow && (
        <Button onPress={() => (screen ? onScreen(null) : void show())}>
          {screen ? <Trans>Stop sharing</Trans> : <Trans>Share my screen</Trans>}
        </Button>
      )}
      {isInside && <RecordingTools interview={interview} streams={streams} />}
      <Button onPress={rest.onTalk}>{rest.isTalking ? <Trans>Hide the chat</Trans> : <Trans>Chat</Trans>}</Button>
      {interview.actions.includes("END") && (
        <Button look="danger" onPress={() => setEnding(true)}>
          <Trans>End for everyone</Trans> …
        </Button>
      )}
      <Button onPress={rest.onLeave}>
        <Trans>Leave</Trans>
      </Button>
      {isChoosing && <DevicesDialog devices={devices} interview={interview} onClose={() => setChoosing(false)} />}
      {isEnding && <EndDialog id={interview.id} onClose={() => setEnding(false)} />}
    </div>
  );
}

function TrackButton({ track, on, off }: { track: MediaStreamTrack; on: string; off: string }) {
  const [isOn, setOn] = useState(track.enabled);
  const toggle = () => {
    track.enabled = !track.enabled;
    setOn(track.enabled);
  };
  return <Button onPress={toggle}>{isOn ? on : off}</Button>;
}

interface DevicesDialogProps {
  devices: Devices;
  interview: Shown;
  onClose: () => void;
}

function DevicesDialog({ devices, interview, onClose }: DevicesDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Devices`} onClose={onClose}>
      <DeviceChoices devices={devices} hasPicture={interview.media === "VIDEO"} />
      <DialogButtons>
        <Button look="main" onPress={onClose}>
          <Trans>Done</Trans>
        </Button>
      </DialogButtons>
    </Dialog>
  );
}

function EndDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useLingui();
  const [end, isActing] = useAct<StageEndMutation>(graphql`
    mutation StageEndMutation($input: EndInterviewInput!) {
      endInterview(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  return (
    <Asking
      title={t`End the interview`}
      button={t`End it`}
      look="danger"
      isActing={isActing}
      act={async (idempotencyKey) => (await end({ interviewId: id, idempotencyKey })).refusal}
      onClose={onClose}
    >
      <p>
        <Trans>Nobody can come back into the room.</Trans>
      </p>
    </Asking>
  );
}
