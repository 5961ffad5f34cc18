/** The names of what templates have. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export const purposes: Record<string, MessageDescriptor> = {
  AGREEMENT: msg`Agreement`,
  SUPPLEMENT: msg`Supplement`,
  ANNEX: msg`Annex`,
};

export const contractKinds: Record<string, MessageDescriptor> = {
  B2B: msg`between organisations`,
  B2C: msg`with an individual`,
};
