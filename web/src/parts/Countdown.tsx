import { Plural, Trans } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useTexts } from "./texts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The instant now, renewed as often as `step` milliseconds. */
export function useNow(step: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, [step]);
  return now;
}

/** How long it is until an instant, in the largest unit that says it; in the last hour with seconds. */
export function Countdown({ until }: { until: string }) {
  const end = Date.parse(until);
  const [isNear, setNear] = useState(() => end - Date.now() < HOUR);
  const now = useNow(isNear ? 1_000 : 30_000);
  const left = Math.max(0, end - now);
  const { deadline } = useTexts();
  if (left < HOUR !== isNear) setNear(left < HOUR);
  return (
    <time dateTime={until} title={deadline(until)}>
      <Left milliseconds={left} days={daysUntil(end, now)} />
    </time>
  );
}

/**
 * As a calendar counts them, so that they fit the date that stands beside them: from any hour of one day to the next.
 * Midnight is the end of the day before.
 */
export function daysUntil(end: number, now: number): number {
  const [last, first] = [new Date(end - 1), new Date(now)].map((at) =>
    Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()),
  );
  return ((last ?? 0) - (first ?? 0)) / DAY;
}

function Left({ milliseconds, days }: { milliseconds: number; days: number }) {
  if (milliseconds === 0) return <Trans>over</Trans>;
  if (milliseconds < HOUR) {
    const seconds = Math.floor(milliseconds / 1_000);
    return <>{`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`}</>;
  }
  if (milliseconds < DAY) return <Plural value={Math.floor(milliseconds / HOUR)} one="# hour" other="# hours" />;
  return <Plural value={Math.max(days, 1)} one="# day" other="# days" />;
}
