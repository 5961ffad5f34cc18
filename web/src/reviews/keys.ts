/** What there are points for, by whom a review is about. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export const KEYS = {
  OF_RECEIVER: ["QUALITY", "COMMUNICATION", "SCHEDULE", "EXPERTISE"],
  OF_AWARDER: ["BRIEF", "COMMUNICATION", "PAYMENT"],
} as const;

export const keyNames: Record<string, MessageDescriptor> = {
  QUALITY: msg`Quality`,
  COMMUNICATION: msg`Communication`,
  SCHEDULE: msg({ message: "Schedule", context: "review" }),
  EXPERTISE: msg`Expertise`,
  BRIEF: msg`Clear description of the work`,
  PAYMENT: msg`Payment`,
};
