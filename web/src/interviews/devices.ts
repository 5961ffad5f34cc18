/** Camera, microphone and speaker: which there are, which were chosen, and what they give. */
import { useEffect, useState } from "react";

export type DeviceKind = "audioinput" | "videoinput" | "audiooutput";
export type Chosen = Partial<Record<DeviceKind, string>>;

const KEY = "bidhall.devices";

export interface Devices {
  /** Null until the browser has answered; without tracks where nothing is there or allowed. */
  media: MediaStream | null;
  /** What this browser can choose from. */
  known: readonly MediaDeviceInfo[];
  chosen: Chosen;
  choose: (kind: DeviceKind, id: string) => void;
  /** What could not be used, and why not. */
  problem: "unsafe" | "denied" | "missing" | null;
}

/** Opens the devices that were chosen, and closes them with the component. What is muted stays so with another. */
export function useDevices(hasPicture: boolean): Devices {
  const [chosen, setChosen] = useState<Chosen>(remembered);
  const [media, setMedia] = useState<MediaStream | null>(null);
  const [known, setKnown] = useState<readonly MediaDeviceInfo[]>([]);
  const [problem, setProblem] = useState<Devices["problem"]>(null);
  const { audioinput, videoinput } = chosen;
  useEffect(() => {
    let isCurrent = true;
    let opened: MediaStream | null = null;
    void open(hasPicture, { audioinput, videoinput } as Chosen).then(async (found) => {
      opened = found.media;
      if (!isCurrent) return close(opened);
      setMedia((before) => muted(found.media, before));
      setProblem(found.problem);
      setKnown((await navigator.mediaDevices?.enumerateDevices()) ?? []);
    });
    return () => {
      isCurrent = false;
      if (opened) close(opened);
    };
  }, [hasPicture, audioinput, videoinput]);
  const choose = (kind: DeviceKind, id: string) => {
    const next = { ...chosen, [kind]: id };
    localStorage.setItem(KEY, JSON.stringify(next));
    setChosen(next);
  };
  return { media, known, chosen, choose, problem };
}

function muted(media: MediaStream, before: MediaStream | null): MediaStream {
  const silent = before?.getTracks().filter(({ enabled }) => !enabled) ?? [];
  for (const track of media.getTracks()) track.enabled = !silent.some(({ kind }) => kind === track.kind);
  return media;
}

export function close(media: MediaStream): void {
  for (const track of media.getTracks()) track.stop();
}

interface Opened {
  media: MediaStream;
  problem: Devices["problem"];
}

/** Sound and picture, or what can be had of them. */
async function open(hasPicture: boolean, chosen: Chosen): Promise<Opened> {
  if (!navigator.mediaDevices) return { media: new MediaStream(), problem: "unsafe" };
  const audio = { deviceId: chosen.audioinput ?? "", echoCancellation: true, noiseSuppression: true };
  const video = { deviceId: chosen.videoinput ?? "", width: { ideal: 1280 }, height: { ideal: 720 } };
  const tries = hasPicture ? [{ audio, video }, { audio }, { video }] : [{ audio }];
  let problem: Devices["problem"] = null;
  for (const wanted of tries) {
    try {
      return { media: await navigator.mediaDevices.getUserMedia(wanted), problem };
    } catch (error) {
      problem = error instanceof DOMException && error.name === "NotAllowedError" ? "denied" : "missing";
    }
  }
  return { media: new MediaStream(), problem };
}

function remembered(): Chosen {
  try {
    return Object(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    return {};
  }
}

/** Measures how loud a stream is, from 0 to 1, with every picture that the browser draws; returns how to stop. */
export function measure(media: MediaStream, tell: (level: number) => void): () => void {
  if (media.getAudioTracks().length === 0) return () => {};
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(media).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let next = 0;
  const look = () => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, each) => sum + each * each, 0) / samples.length;
    tell(Math.min(1, Math.sqrt(power) * 4));
    next = requestAnimationFrame(look);
  };
  look();
  return () => {
    cancelAnimationFrame(next);
    void context.close();
  };
}

/** Plays a short tone on a speaker. */
export async function playTone(speaker: string | undefined): Promise<void> {
  const context = new AudioContext();
  const choosing = context as AudioContext & { setSinkId?: (id: string) => Promise<void> };
  if (speaker) await choosing.setSinkId?.(speaker).catch(() => {});
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = 523;
  volume.gain.setValueAtTime(0.2, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.8);
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.8);
  tone.onended = () => void context.close();
}
