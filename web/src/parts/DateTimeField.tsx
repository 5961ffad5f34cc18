import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import styles from "./DateTimeField.module.css";
import { Field } from "./Field";
import { Select } from "./Select";
import { allZones } from "./zones";

export interface ZonedTime {
  /** As an input of the type `datetime-local` has it. */
  clock: string;
  zone: string;
}

interface DateTimeFieldProps {
  label: string;
  value: ZonedTime;
  onChange: (value: ZonedTime) => void;
  hint?: string;
  problem?: string | undefined;
}

/** A date and a time, on the clocks of a zone. */
export function DateTimeField({ label, value, onChange, hint, problem }: DateTimeFieldProps) {
  const { t } = useLingui();
  const [zones] = useState(allZones);
  return (
    <div className={styles.pair}>
      <Field
        label={label}
        type="datetime-local"
        value={value.clock}
        onChange={(clock) => onChange({ ...value, clock })}
        {...(hint && { hint })}
        problem={problem}
      />
      <Select label={t`Time zone`} value={value.zone} onChange={(zone) => onChange({ ...value, zone })}>
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </Select>
    </div>
  );
}
