/** Local times as instants: what the clocks of a zone show, also on the days on which they are changed. */

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The city of a zone, as people name it: `Europe/Berlin` is Berlin. */
export function cityOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/**
 * The instants, in milliseconds, at which the clocks of a zone show a local time such as `2026-03-29T02:30`.
 *
 * None where they are put forward over it, and two, the earlier first, where they are put back to it.
 */
export function instantsOf(local: string, zone: string): number[] {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return [];
  const offsets = new Set([-DAY, DAY].map((by) => shown(wanted + by, zone) - (wanted + by)));
  return [...offsets]
    .map((offset) => wanted - offset)
    .filter((at) => shown(at, zone) === wanted)
    .sort((one, other) => one - other);
}

/** What the clocks of a zone show at an instant in milliseconds, such as `2026-03-29T03:30`. */
export function localOf(at: number, zone: string): string {
  return new Date(shown(at, zone)).toISOString().slice(0, 16);
}

/** What the clocks show, as the instant at which those of UTC show the same. */
function shown(at: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const two = "2-digit";
  const format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    ...{ timeZone: zone, hourCycle: "h23", year: "numeric", month: two, day: two },
    ...{ hour: two, minute: two, second: two },
  });
  formats.set(zone, format);
  return format;
}
