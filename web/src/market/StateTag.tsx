import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Tag } from "../parts/Tag";

export const demandStates: Record<string, MessageDescriptor> = {
  DRAFT: msg`Draft`,
  OPEN: msg`Open`,
  SELECTING: msg`Selecting`,
  AWARDED: msg`Offer made`,
  CONTRACTED: msg`Awarded`,
  IN_PROGRESS: msg`In progress`,
  COMPLETED: msg({ message: "Completed", context: "demand" }),
  FAILED: msg`Ended without an award`,
  CANCELLED: msg`Cancelled`,
  SUSPENDED: msg`Suspended`,
};

const TONES: Record<string, "good" | "warn" | "bad"> = {
  OPEN: "good",
  SELECTING: "warn",
  AWARDED: "good",
  CONTRACTED: "good",
  IN_PROGRESS: "good",
  SUSPENDED: "bad",
};

export function StateTag({ state }: { state: string }) {
  const { i18n } = useLingui();
  const known = demandStates[state];
  return <Tag tone={TONES[state] ?? "plain"}>{known ? i18n._(known) : state}</Tag>;
}
