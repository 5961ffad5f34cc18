/** When something is, in one's own zone and in that of the others. */
import { useLingui } from "@lingui/react/macro";
import { regionalTag } from "../app/languages";
import { CLOCK } from "../parts/texts";
import { ZoneSelect } from "../parts/ZoneSelect";
import { cityOf, ownZone, presentName } from "../parts/zones";
import styles from "./Interview.module.css";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(language: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(language, {
      ...{ timeZone, weekday: "short", day: "numeric", month: "short", year: "numeric" },
      ...CLOCK,
    });
  formats.set(key, format);
  return format;
}

/** A span of time as the clocks of a zone show it. */
export function useSpan(): (startsAt: string, endsAt: string, zone: string) => string {
  const { i18n } = useLingui();
  const language = regionalTag(i18n.locale);
  return (startsAt, endsAt, zone) => formatIn(language, zone).formatRange(new Date(startsAt), new Date(endsAt));
}

interface WhenProps {
  startsAt: string;
  endsAt: string;
  /** Another zone in which it is shown too. */
  zone: string | null;
}

export function When({ startsAt, endsAt, zone }: WhenProps) {
  const span = useSpan();
  const own = ownZone();
  return (
    <span className={styles.when}>
      <time dateTime={startsAt}>{span(startsAt, endsAt, own)}</time> <span className={styles.zone}>{cityOf(own)}</span>
      {zone !== null && zone !== own && (
        <span className={styles.there}>
          {span(startsAt, endsAt, zone)} <span className={styles.zone}>{cityOf(zone)}</span>
        </span>
      )}
    </span>
  );
}

const KEY = "bidhall.otherZone";

/** The zone that was chosen last to be shown beside one's own. */
export function rememberedZone(): string | null {
  const zone = localStorage.getItem(KEY);
  return zone && presentName(zone);
}

interface ZoneChoiceProps {
  zone: string | null;
  onChoose: (zone: string | null) => void;
}

export function ZoneChoice({ zone, onChoose }: ZoneChoiceProps) {
  const { t } = useLingui();
  const choose = (chosen: string) => {
    if (chosen) localStorage.setItem(KEY, chosen);
    else localStorage.removeItem(KEY);
    onChoose(chosen || null);
  };
  return <ZoneSelect label={t`Shown in this zone too`} value={zone ?? ""} onChange={choose} none={t`no other`} />;
}
