/** Times to offer: written in one's own zone, and shown in that of the others. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { FIRST, LAST, tooFar, yearOf } from "../network/far";
import type { Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { ClockField } from "../parts/DateTimeField";
import { Select } from "../parts/Select";
import { useProblems } from "../parts/standing";
import { cityOf, clockTime, dayLater, instantsOf, ownZone } from "../parts/zones";
import styles from "./Interview.module.css";
import { useSpan, ZoneChoice } from "./times";

const MINUTE = 60_000;
const MOST = 10;
const DURATIONS = [15, 30, 45, 60, 90, 120, 180, 240];

export interface SlotsDraft {
  /** The local times as they were typed. */
  times: readonly { key: number; local: string }[];
  /** Minutes. */
  duration: number;
  /** The other zone in which they are shown. */
  zone: string | null;
}

export function useSlots(zone: string | null): [SlotsDraft, (draft: SlotsDraft) => void] {
  return useState<SlotsDraft>(() => {
    return { times: [{ key: 0, local: tomorrowAtTen() }], duration: 60, zone };
  });
}

function tomorrowAtTen(): string {
  return `${dayLater(clockTime(Date.now(), ownZone())).slice(0, 10)}T10:00`;
}

/** The slots as the server takes them; null if a time is none. Of a time that comes twice the first is meant. */
export function slotsOf({ times, duration }: SlotsDraft): { startsAt: string; endsAt: string }[] | null {
  const starts = times.map(({ local }) => instantsOf(local, ownZone())[0]);
  if (!starts.every((at) => at !== undefined)) return null;
  return starts.map((at) => ({ startsAt: instant(at), endsAt: instant(at + duration * MINUTE) }));
}

/** What is wrong with slots that are at no time, by their paths. */
export function useTimeless(): (draft: SlotsDraft) => Record<string, string> {
  const { t, i18n } = useLingui();
  return ({ times }) => {
    const none = times.flatMap((time, place) =>
      instantsOf(time.local, ownZone()).length > 0 ? [] : [{ ...time, place }],
    );
    return Object.fromEntries(
      none.map(({ local, place }) => {
        const isFar = (yearOf(local) ?? 0) > LAST;
        return [`slots.${place}.startsAt`, isFar ? i18n._(tooFar(FIRST.At)) : t`Say when.`];
      }),
    );
  };
}

const instant = (at: number) => new Date(at).toISOString();

interface SlotsFormProps {
  draft: SlotsDraft;
  onChange: (draft: SlotsDraft) => void;
  /** It names times by their places. */
  refusal: Refusal | null;
}

export function SlotsForm({ draft, onChange, refusal }: SlotsFormProps) {
  const { t } = useLingui();
  const { times, duration, zone } = draft;
  const problems = useProblems(refusal, (path) => [times[Number(path.split(".")[1])]?.local, duration]);
  const write = (key: number, local: string) =>
    onChange({ ...draft, times: times.map((each) => (each.key === key ? { key, local } : each)) });
  const add = () => {
    const last = times.at(-1);
    const next = { key: (last?.key ?? 0) + 1, local: dayLater(last?.local ?? "") || tomorrowAtTen() };
    onChange({ ...draft, times: [...times, next] });
  };
  return (
    <>
      <div className={styles.slots}>
        {times.map((each, place) => (
          <div key={each.key} className={styles.slot}>
            <Time
              {...each}
              place={place}
              draft={draft}
              problem={problems[`slots.${place}.startsAt`] ?? problems[`slots.${place}.endsAt`]}
              onChange={(local) => write(each.key, local)}
            />
            {times.length > 1 && (
              <Button
                look="quiet"
                aria-label={t`Remove time ${place + 1}`}
                onPress={() => onChange({ ...draft, times: times.filter(({ key }) => key !== each.key) })}
              >
                ✕
              </Button>
            )}
          </div>
        ))}
      </div>
      <div className={styles.choices}>
        {times.length < MOST && (
          <Button onPress={add}>
            <Trans>Another time</Trans>
          </Button>
        )}
        <Select
          label={t({ message: "Duration", context: "interview" })}
          value={String(duration)}
          onChange={(minutes) => onChange({ ...draft, duration: Number(minutes) })}
        >
          {DURATIONS.map((minutes) => (
            <option key={minutes} value={minutes}>
              {t`${minutes} minutes`}
            </option>
          ))}
        </Select>
        <ZoneChoice zone={zone} onChoose={(chosen) => onChange({ ...draft, zone: chosen })} />
      </div>
      <p className={styles.soft}>
        <Plural
          value={times.length}
          one="The other side accepts it, or offers other times."
          other="The other side accepts one of them, or offers others."
        />
      </p>
    </>
  );
}

interface TimeProps {
  local: string;
  place: number;
  draft: SlotsDraft;
  problem: string | undefined;
  onChange: (local: string) => void;
}

function Time({ local, place, draft, problem, onChange }: TimeProps) {
  const { t } = useLingui();
  const span = useSpan();
  const own = ownZone();
  const [first] = instantsOf(local, own);
  const there =
    first !== undefined && draft.zone !== null && draft.zone !== own
      ? `${span(instant(first), instant(first + draft.duration * MINUTE), draft.zone)} ${cityOf(draft.zone)}`
      : "";
  return (
    <ClockField
      className={styles.time ?? ""}
      label={t`Time ${place + 1} in ${cityOf(own)}`}
      clock={local}
      zone={own}
      hint={there}
      problem={problem}
      onChange={onChange}
    />
  );
}
