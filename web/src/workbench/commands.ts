/** Every action of the workbench by its name, for the palette. */
import type { MessageDescriptor } from "@lingui/core";
import { useLingui } from "@lingui/react/macro";
import type { Candidate } from "./candidates";
import {
  type Deed,
  whyNot,
  whyNotChosen,
  whyNotClose,
  whyNotCompare,
  whyNotInterview,
  whyNotMessage,
  whyNotRemark,
} from "./deeds";
import type { Command } from "./Palette";

export interface Acts {
  deed: (deed: Deed, on: readonly Candidate[]) => void;
  message: () => void;
  interview: () => void;
  remark: () => void;
  compare: () => void;
  read: () => void;
  select: () => void;
  weights: () => void;
  record: () => void;
  /** Ends bidding, once it was asked whether to. */
  close: () => void;
  /** Takes back the offer that is out, with a reason. */
  takeBack: () => void;
  takeIn: () => void;
  undo: () => void;
  filter: () => void;
  keys: () => void;
}

interface Now {
  /** What a decision would be about: what is selected, or else what is shown. */
  subjects: readonly Candidate[];
  chosen: Candidate | undefined;
  demand: { readonly state: string; readonly bidding: string };
  /** Nobody can read the bids yet. */
  isSealed: boolean;
  selected: number;
  waiting: number;
  /** How many bids stand. */
  bids: number;
  mayUndo: boolean;
  mayClose: boolean;
  mayTakeBack: boolean;
}

export function useCommands(acts: Acts, now: Now): () => readonly Command[] {
  const { t, i18n } = useLingui();
  const { subjects, chosen, demand, isSealed, selected, waiting, bids, mayUndo, mayClose, mayTakeBack } = now;
  return () => {
    const sealed = isSealed ? t`The bids are sealed: they can be read when bidding ends.` : null;
    const say = (hindrance: MessageDescriptor | null) => sealed ?? (hindrance && i18n._(hindrance));
    const deed = (deed: Deed, title: string, key?: string): Command => {
      const isOne = subjects.length > 0 && subjects.every(({ standing }) => standing === "ALTERNATIVE");
      const why =
        deed === "award" && subjects.length > 1
          ? t`Only one bidder can get the award.`
          : deed === "place" && isOne
            ? t`It is among the choices already.`
            : null;
      return {
        id: deed,
        title,
        ...(key && { key }),
        why: sealed ?? why ?? say(whyNot(deed, subjects, demand.state)),
        run: () => acts.deed(deed, subjects),
      };
    };
    const plain = (id: keyof Acts, title: string, key: string, why: string | null = null): Command => ({
      id,
      title,
      key,
      why,
      run: acts[id] as () => void,
    });
    const [subject, ...others] = subjects;
    const name = others.length === 0 ? subject?.applicant.party.name : undefined;
    const first = say(whyNotChosen(chosen));
    const meeting = say(whyNotInterview(chosen, demand.state));
    const writing = say(whyNotMessage(chosen, demand.state));
    const remarks = say(whyNotRemark(chosen));
    const closing = mayClose ? null : i18n._(whyNotClose(demand, bids));
    const several = say(whyNotCompare(selected));
    const standing =
      demand.state === "AWARDED" ? t`Only owners and managers of the client decide.` : t`No offer is out.`;
    const isRead = sealed ?? (subjects.some(({ isUnread }) => isUnread) ? null : t`It is read already.`);
    return [
      deed("place", t`Add to choices`, "a"),
      deed("drop", t`Remove from choices`, "a"),
      deed("eliminate", t`Eliminate, with a reason`, "e"),
      deed("restore", t`Restore, with a reason`, "u"),
      deed("award", name === undefined ? t`Award the demand` : t`Award the demand to ${name}`),
      { ...plain("close", t`Close bidding`, "", closing), id: "close" },
      { ...plain("takeBack", t`Take the offer back`, "", mayTakeBack ? null : standing), id: "takeBack" },
      plain("remark", t`Add a remark`, "r", remarks),
      plain("message", t`Write a message`, "m", writing),
      plain("interview", t`Propose an interview`, "i", meeting),
      plain("select", t`Select or deselect the bidder`, "x", first),
      plain("compare", t`Compare`, "c", several),
      { ...plain("read", t`Mark as read`, "", isRead), id: "read" },
      plain("weights", t`Try other weights`, "w", sealed),
      { ...plain("record", t`Open the selection record`, ""), id: "record" },
      plain("takeIn", t`Show what is new`, ".", waiting > 0 ? null : t`Nothing is new.`),
      plain("undo", t`Take the last decision back`, "Ctrl Z", mayUndo ? null : t`You have decided nothing here.`),
      plain("filter", t`Filter by name or skill`, "/", sealed),
      plain("keys", t`Show the keys`, "?"),
    ];
  };
}
