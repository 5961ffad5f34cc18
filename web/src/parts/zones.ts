/** Times as they are on a clock somewhere, and the instants that they are. */

/** The zone of this device. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function allZones(): string[] {
  return [...new Set(["UTC", ownZone(), ...Intl.supportedValuesOf("timeZone")])].sort();
}

/** `2030-05-01T17:30` on the clocks of a zone at an instant, as an input of the type `datetime-local` has it. */
export function clockTime(at: string | Date, zone: string): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    })
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The instant at which the clocks of a zone show this time; null if it is none.
 *
 * Of a time that comes twice in autumn, the first; one that is left out in spring counts from before the change.
 */
export function instantOf(clock: string, zone: string): string | null {
  const wanted = Date.parse(`${clock}Z`);
  if (Number.isNaN(wanted)) return null;
  const shift = (at: number) => Date.parse(`${clockTime(new Date(at), zone)}Z`) - Math.floor(at / 60_000) * 60_000;
  const DAY = 86_400_000;
  const [before, after] = [shift(wanted - DAY), shift(wanted + DAY)];
  const fitting = [wanted - before, wanted - after].find((at) => at + shift(at) === wanted);
  return new Date(fitting ?? wanted - before).toISOString();
}
