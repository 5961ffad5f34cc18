import { useLingui } from "@lingui/react/macro";
import { FIRST, LAST, tooFar, yearOf } from "../network/far";
import styles from "./DateTimeField.module.css";
import { Field } from "./Field";
import { useStanding } from "./standing";
import { ZoneSelect } from "./ZoneSelect";
import { cityOf, instantsOf } from "./zones";

export interface ZonedTime {
  /** As an input of the type `datetime-local` has it. */
  clock: string;
  zone: string;
}

interface ClockFieldProps extends ZonedTime {
  label: string;
  hint?: string;
  problem?: string | undefined;
  wrong?: string | undefined;
  className?: string;
  onChange: (clock: string) => void;
}

/** A date and a time on the clocks of a zone; it says so where clocks are put forward over it, or back to it. */
export function ClockField({ label, clock, zone, hint = "", className = "", onChange, ...given }: ClockFieldProps) {
  const { t, i18n } = useLingui();
  const { length } = instantsOf(clock, zone);
  const city = cityOf(zone);
  const year = yearOf(clock);
  const isGone = year !== null && year <= LAST && length === 0;
  const far = year !== null && year > LAST ? i18n._(tooFar(FIRST.At)) : undefined;
  const none = isGone ? t`Clocks are put forward then: there is no such time in ${city}.` : undefined;
  const twice = length > 1 ? t`Clocks are put back then: the first of the two is meant.` : "";
  return (
    <Field
      type="datetime-local"
      className={className}
      label={label}
      hint={[hint, twice].filter(Boolean).join(" · ")}
      value={clock}
      onChange={onChange}
      problem={given.problem}
      wrong={none ?? far ?? given.wrong}
    />
  );
}

interface DateTimeFieldProps {
  label: string;
  hint?: string;
  value: ZonedTime;
  onChange: (value: ZonedTime) => void;
  problem?: string | undefined;
  wrong?: string | undefined;
}

/** A date and a time, and the zone whose clocks show it. */
export function DateTimeField({ label, hint, value, onChange, problem, wrong }: DateTimeFieldProps) {
  const { t } = useLingui();
  // It may be right in another zone.
  const refused = useStanding(problem, value);
  return (
    <div className={styles.pair}>
      <ClockField
        label={label}
        {...value}
        {...(hint !== undefined && { hint })}
        problem={refused}
        wrong={wrong}
        onChange={(clock) => onChange({ ...value, clock })}
      />
      <ZoneSelect label={t`Time zone`} value={value.zone} onChange={(zone) => onChange({ ...value, zone })} />
    </div>
  );
}
