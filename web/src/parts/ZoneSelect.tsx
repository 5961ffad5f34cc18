import { useState } from "react";
import { Select } from "./Select";
import { allZones, presentName } from "./zones";

interface ZoneSelectProps {
  label: string;
  value: string;
  onChange: (zone: string) => void;
  /** What stands for none, whose value is empty; without it, one has to be chosen. */
  none?: string;
}

/** One of all time zones. One that this browser does not know is among them if it was chosen. */
export function ZoneSelect({ label, onChange, none, ...given }: ZoneSelectProps) {
  const [zones] = useState(allZones);
  const value = presentName(given.value);
  return (
    <Select label={label} value={value} onChange={onChange}>
      {none !== undefined && <option value="">{none}</option>}
      {value !== "" && !zones.includes(value) && <option value={value}>{value}</option>}
      {zones.map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll("_", " ")}
        </option>
      ))}
    </Select>
  );
}
