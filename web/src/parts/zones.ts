/** Times as the clocks of a zone show them, and the instants that they are, also on the days on which clocks change. */

const DAY = 86_400_000;
/** Milliseconds before and after 1970 in which a Date can be. */
const MOST = 8.64e15;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The present names of zones that some browsers still call by former ones, which mean the same. */
const RENAMED: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** What a zone is called by now in the IANA database, unless this browser has not heard of that yet. */
export function presentName(zone: string): string {
  const present = RENAMED[zone];
  return present !== undefined && isKnown(present) ? present : zone;
}

function isKnown(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The zone of this device. */
export function ownZone(): string {
  return presentName(Intl.DateTimeFormat().resolvedOptions().timeZone);
}

export function allZones(): string[] {
  return [...new Set(["UTC", ownZone(), ...Intl.supportedValuesOf("timeZone").map(presentName)])].sort();
}

/** The city of a zone, as people name it: `Europe/Berlin` is Berlin. */
export function cityOf(zone: string): string {
  return (presentName(zone).split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** What the clocks of a zone show at an instant, such as `2030-05-01T17:30`: an input of `datetime-local` has it so. */
export function clockTime(at: string | number, zone: string): string {
  return new Date(shown(new Date(at).getTime(), zone)).toISOString().slice(0, 16);
}

/** The same time on the next day; the empty text if it is no time. A day on which clocks change has 23 or 25 hours. */
export function dayLater(clock: string): string {
  const at = Date.parse(`${clock}Z`);
  return Number.isNaN(at) ? "" : clockTime(at + DAY, "UTC");
}

/**
 * The instants, in milliseconds, at which the clocks of a zone show a time such as `2026-03-29T02:30`.
 *
 * None where they are put forward over it, and two, the earlier first, where they are put back to it.
 */
export function instantsOf(clock: string, zone: string): number[] {
  const wanted = Date.parse(`${clock}Z`);
  // At the ends of what can be reckoned with there is no day before or after.
  if (Number.isNaN(wanted) || Math.abs(wanted) + 2 * DAY > MOST) return [];
  const offsets = new Set([-DAY, DAY].map((by) => offsetAt(wanted + by, zone)));
  return [...offsets]
    .map((offset) => wanted - offset)
    .filter((at) => shown(at, zone) === wanted)
    .sort((one, other) => one - other);
}

/**
 * The instant at which the clocks of a zone show a time; null if it is no time at all.
 *
 * The first of two; where clocks are put forward over it, as far from midnight as it says.
 */
export function instantOf(clock: string, zone: string): string | null {
  const wanted = Date.parse(`${clock}Z`);
  if (Number.isNaN(wanted) || Math.abs(wanted) + 2 * DAY > MOST) return null;
  return new Date(instantsOf(clock, zone)[0] ?? wanted - offsetAt(wanted - DAY, zone)).toISOString();
}

/** How far the clocks are before those of UTC, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  return shown(at, zone) - at;
}

/** What the clocks show, as the instant at which those of UTC show the same. */
function shown(at: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  // Date.UTC takes the years before 100 as those of the 20th century.
  return new Date(Date.UTC(2000, month - 1, day, hour, minute, second)).setUTCFullYear(year, month - 1, day);
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
