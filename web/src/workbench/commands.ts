/** Every action of the workbench by its name, for the palette. */
import { useLingui } from "@lingui/react/macro";
import type { Candidate } from "./candidates";
import { type Deed, whyNot } from "./deeds";
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
  takeIn: () => void;
  undo: () => void;
  filter: () => void;
  keys: () => void;
}

interface Now {
  /** What a decision would be about: what is selected, or else what is shown. */
  subjects: readonly Candidate[];
  chosen: Candidate | undefined;
  /** The state of the demand. */
  state: string;
  selected: number;
  waiting: number;
  mayUndo: boolean;
  mayClose: boolean;
}

export function useCommands(acts: Acts, now: Now): () => readonly Command[] {
  const { t, i18n } = useLingui();
  const { subjects, chosen, state, selected, waiting, mayUndo, mayClose } = now;
  return () => {
    const deed = (deed: Deed, title: string, key?: string): Command => {
      const isOne = subjects.length > 0 && subjects.every(({ standing }) => standing === "ALTERNATIVE");
      const why =
        deed === "award" && subjects.length > 1
          ? t`Only one candidate can be awarded.`
          : deed === "place" && isOne
            ? t`It is an alternative already.`
            : null;
      const hindrance = whyNot(deed, subjects, state);
      return {
        id: deed,
        title,
        ...(key && { key }),
        why: why ?? (hindrance && i18n._(hindrance)),
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
    const first = chosen ? null : t`Choose a candidate first.`;
    const remarks = chosen && !chosen.actions.includes("REMARK") ? t`Only the awarder's team writes remarks.` : first;
    const closing = state === "OPEN" ? t`Only owners and managers of the awarder decide.` : t`Bidding is over.`;
    const isRead = subjects.some(({ isUnread }) => isUnread) ? null : t`It is read already.`;
    return [
      deed("place", t`Make an alternative`, "a"),
      deed("drop", t`Drop from the alternatives`, "a"),
      deed("eliminate", t`Eliminate, with a reason`, "e"),
      deed("restore", t`Restore, with a reason`, "u"),
      deed("award", t`Award the demand`),
      { ...plain("close", t`Close bidding`, "", mayClose ? null : closing), id: "close" },
      plain("remark", t`Add a remark`, "r", remarks),
      plain("message", t`Write a message`, "m", first),
      plain("interview", t`Propose an interview`, "i", first),
      plain("select", t`Select the candidate, or no more`, "x", first),
      plain("compare", t`Compare`, "c", selected >= 2 && selected <= 6 ? null : t`Select 2 to 6 candidates first.`),
      { ...plain("read", t`Mark as read`, "", isRead), id: "read" },
      plain("weights", t`Try other weights`, "w"),
      { ...plain("record", t`Open the selection record`, ""), id: "record" },
      plain("takeIn", t`Show what is new`, ".", waiting > 0 ? null : t`Nothing is new.`),
      plain("undo", t`Take the last decision back`, "Ctrl Z", mayUndo ? null : t`You have decided nothing here.`),
      plain("filter", t`Filter by name or skill`, "/"),
      plain("keys", t`Show the keys`, "?"),
    ];
  };
}
