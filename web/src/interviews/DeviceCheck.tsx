/** Before the room: whether camera, microphone and speaker work, and which are used. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "../parts/Button";
import { Notice } from "../parts/Notice";
import { type DeviceKind, type Devices, measure, playTone } from "./devices";
import { Picture } from "./Picture";
import styles from "./Room.module.css";

interface DeviceCheckProps {
  devices: Devices;
  hasPicture: boolean;
  onEnter: () => void;
  onLeave: () => void;
}

export function DeviceCheck({ devices, hasPicture, onEnter, onLeave }: DeviceCheckProps) {
  const { media, problem } = devices;
  return (
    <div className={styles.check} data-alone>
      <h1>
        <Trans>Can you be seen and heard?</Trans>
      </h1>
      {problem && <Trouble problem={problem} isHeard={(media?.getAudioTracks().length ?? 0) > 0} />}
      {hasPicture && (
        <div className={styles.preview}>
          <Picture media={media} isOwn />
        </div>
      )}
      <DeviceChoices devices={devices} hasPicture={hasPicture} />
      <div className={styles.tools}>
        <Button look="main" isDisabled={media === null} onPress={onEnter}>
          <Trans>Join</Trans>
        </Button>
        <Button onPress={onLeave}>
          <Trans>Back</Trans>
        </Button>
      </div>
    </div>
  );
}

interface DeviceChoicesProps {
  devices: Devices;
  hasPicture: boolean;
}

export function DeviceChoices({ devices, hasPicture }: DeviceChoicesProps) {
  const { t } = useLingui();
  return (
    <div className={styles.devices}>
      {hasPicture && <DeviceChoice devices={devices} kind="videoinput" title={t`Camera`} />}
      <DeviceChoice devices={devices} kind="audioinput" title={t`Microphone`}>
        <Level media={devices.media} />
      </DeviceChoice>
      <DeviceChoice devices={devices} kind="audiooutput" title={t`Speaker`}>
        <Button onPress={() => playTone(devices.chosen.audiooutput)}>
          <Trans>Play a tone</Trans>
        </Button>
      </DeviceChoice>
    </div>
  );
}

function Trouble({ problem, isHeard }: { problem: NonNullable<Devices["problem"]>; isHeard: boolean }) {
  return (
    <Notice tone="warn">
      {problem === "unsafe" && (
        <Trans>The browser gives camera and microphone only to pages that it was given over HTTPS.</Trans>
      )}
      {problem === "denied" && (
        <Trans>The browser does not let this page use the camera or the microphone: allow it in its settings.</Trans>
      )}
      {problem === "missing" && <Trans>A camera or a microphone is missing, or another program uses it.</Trans>}{" "}
      {isHeard ? (
        <Trans>You can join with audio only.</Trans>
      ) : (
        <Trans>You can join, and see and hear the others.</Trans>
      )}
    </Notice>
  );
}

interface DeviceChoiceProps {
  devices: Devices;
  kind: DeviceKind;
  title: string;
  children?: ReactNode;
}

function DeviceChoice({ devices, kind, title, children }: DeviceChoiceProps) {
  const { t } = useLingui();
  const found = devices.known.filter((each) => each.kind === kind && each.deviceId);
  return (
    <div className={styles.device}>
      <label>
        <span>{title}</span>
        <select
          value={devices.chosen[kind] ?? ""}
          onChange={({ target }) => devices.choose(kind, target.value)}
          disabled={found.length === 0}
        >
          {!found.some(({ deviceId }) => deviceId === "default") && <option value="">{t`same as the system`}</option>}
          {found.map(({ deviceId, label }) => (
            <option key={deviceId} value={deviceId}>
              {label || title}
            </option>
          ))}
        </select>
      </label>
      {children}
    </div>
  );
}

/** How loud the microphone is; it moves without anything being rendered. */
function Level({ media }: { media: MediaStream | null }) {
  const { t } = useLingui();
  const ref = useRef<HTMLMeterElement>(null);
  useEffect(() => {
    if (!media) return;
    return measure(media, (level) => {
      if (ref.current) ref.current.value = level;
    });
  }, [media]);
  return <meter ref={ref} className={styles.level} min={0} max={1} value={0} aria-label={t`Level of the microphone`} />;
}
