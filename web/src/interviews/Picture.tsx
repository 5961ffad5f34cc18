import { useEffect, useRef } from "react";
import styles from "./Room.module.css";

interface PictureProps {
  media: MediaStream | null;
  /** Of this device: shown as in a mirror, and not heard. */
  isOwn?: boolean;
  isScreen?: boolean;
  /** The speaker that it is heard on. */
  speaker?: string | undefined;
}

export function Picture({ media, isOwn = false, isScreen = false, speaker }: PictureProps) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (ref.current && ref.current.srcObject !== media) ref.current.srcObject = media;
  }, [media]);
  useEffect(() => {
    // The system's own is heard where the chosen one is gone.
    if (speaker) void ref.current?.setSinkId?.(speaker).catch(() => {});
  }, [speaker]);
  return (
    <video
      ref={ref}
      className={styles.picture}
      data-own={(isOwn && !isScreen) || undefined}
      data-screen={isScreen || undefined}
      autoPlay
      playsInline
      muted={isOwn}
    />
  );
}
