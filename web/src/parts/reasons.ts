/** Why something was decided, as the selection record has it. */
import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { eliminationReasons, nameOf } from "./enums";

/** What the platform gives as a reason, by the texts that entries store. */
const causes: Record<string, MessageDescriptor> = {
  "award declined": msg`The offer was declined. That puts the bidder among the choices.`,
  "award revoked": msg`The offer was taken back before it was answered. That puts the bidder among the choices.`,
  "award lapsed": msg`The offer was not answered in time. That puts the bidder among the choices.`,
  "award voided": msg`The offer was accepted, but no contract came of it. That puts the bidder among the choices.`,
  "The bid no longer stands.": msg`The bid no longer stands.`,
  "Its contract was terminated.": msg`Its contract was terminated.`,
  "A party of the manager has applied.": msg`A party of the resource manager has submitted a bid.`,
  "The party was closed.": msg`The party of the client was closed.`,
};

/** The reason of an entry: what was picked from a list, or what the platform gives, with what somebody typed. */
interface Reasoned {
  readonly reason: string | null | undefined;
  readonly texts: readonly { readonly name: string; readonly text: string | null | undefined }[];
}

export interface Reason {
  readonly text: string;
  /** Nobody gave it: the decision follows on another one. */
  readonly isPlatforms: boolean;
}

const UNDONE = /^Taken back: decided by mistake at (\d{4}-\d\d-\d\dT[\d:.]+Z)\.$/;

/** The reason of a decision that takes another one back, as it is stored: each reader sees it in their own language. */
export function reasonOfUndoing(at: number): string {
  return `Taken back: decided by mistake at ${new Date(at).toISOString()}.`;
}

/** The reason as people read it. Only what nobody typed is translated. */
export function reasonOf(i18n: I18n, moment: (at: string) => string, { reason, texts }: Reasoned): Reason | null {
  if (!reason) return null;
  const typed = texts.find(({ name }) => name === "reason")?.text ?? "";
  const [, instant] = UNDONE.exec(typed) ?? [];
  if (instant) {
    const at = moment(instant);
    return { text: i18n._(msg`Taken back: decided by mistake on ${at}.`), isPlatforms: false };
  }
  const cause = reason === typed ? "" : typed ? reason.slice(0, -typed.length).replace(/: $/, "") : reason;
  const known = causes[cause];
  const isPlatforms = known !== undefined && !typed;
  if (known && typed) {
    const because = i18n._(known);
    return { text: i18n._(msg`${because} The reason given: ${typed}`), isPlatforms };
  }
  const said = known ? i18n._(known) : nameOf(i18n, eliminationReasons, cause);
  return { text: said && typed ? i18n._(msg`${said}: ${typed}`) : said || typed, isPlatforms };
}
