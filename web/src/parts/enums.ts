/** The names of the values of enums and of the platform's criteria. */
import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export const biddings = {
  OPEN: msg`Open: you read bids as they come`,
  SEALED: msg`Sealed: nobody reads bids before the deadline, you included`,
};

export const partyKinds: Record<string, MessageDescriptor> = {
  INDIVIDUAL: msg`individuals`,
  TEAM: msg`teams`,
  ENTERPRISE: msg`enterprises`,
};

/** Of one party. */
export const partyKind: Record<string, MessageDescriptor> = {
  INDIVIDUAL: msg`Individual`,
  TEAM: msg`Team`,
  ENTERPRISE: msg`Enterprise`,
};

export const memberRoles: Record<string, MessageDescriptor> = {
  OWNER: msg`Owner`,
  MANAGER: msg`Manager`,
  MEMBER: msg`Member`,
};

export const staffRoles: Record<string, MessageDescriptor> = {
  ADMINISTRATOR: msg`Administrator`,
  RESOURCE_MANAGER: msg`Resource manager`,
  EXPERT: msg`Expert`,
  PROFESSIONAL: msg`Professional`,
  MEDIATOR: msg`Mediator`,
};

export const standings: Record<string, MessageDescriptor> = {
  UNDECIDED: msg`Undecided`,
  ALTERNATIVE: msg`Choices`,
  ELIMINATED: msg`Eliminated`,
  SELECTED: msg`Selected`,
};

export const eliminationReasons: Record<string, MessageDescriptor> = {
  PRICE: msg`Price`,
  CAPABILITY: msg`Capability`,
  SCHEDULE: msg`Schedule`,
  REFERENCES: msg`References`,
  CONFLICT_OF_INTEREST: msg`Conflict of interest`,
  OTHER: msg`Another reason`,
};

export const criteria: Record<string, MessageDescriptor> = {
  price_fit: msg`Price`,
  delivery_time: msg`Delivery time`,
  skill_coverage: msg`Skills`,
  track_record: msg`Track record`,
  verification: msg`Verification`,
};

/** What stands in the selection record. */
export const recordActions: Record<string, MessageDescriptor> = {
  PUBLISHED: msg`Published`,
  AMENDED: msg`Amended`,
  DEADLINE_MOVED: msg`Deadline moved`,
  CLOSED: msg`Bidding ended`,
  OPENED: msg`Bids opened`,
  REOPENED: msg`Bidding reopened`,
  SUSPENDED: msg`Suspended`,
  RESUMED: msg`Resumed`,
  CANCELLED: msg`Cancelled`,
  CONCLUDED: msg`Ended without an award`,
  MANAGER_ASSIGNED: msg`Resource manager assigned`,
  MANAGER_LEFT: msg`Resource manager left`,
  PLACED: msg`Added to the choices`,
  DROPPED: msg`Removed from the choices`,
  ELIMINATED: msg`Eliminated`,
  RESTORED: msg`Restored`,
  AWARDED: msg`Demand offered`,
  RETURNED: msg`Back in the selection`,
  AWARD_ACCEPTED: msg`Offer accepted`,
  AWARD_DECLINED: msg`Offer declined`,
  AWARD_REVOKED: msg`Offer revoked`,
  AWARD_LAPSED: msg`Offer lapsed`,
  AWARD_VOIDED: msg`Award ended`,
  CONTRACT_EFFECTIVE: msg`Contract effective`,
  WORK_BEGAN: msg`Work began`,
  COMPLETED: msg({ message: "Completed", context: "demand" }),
};

/** The name of a value; one that has no name here yet is shown as it is. */
export function nameOf(i18n: I18n, names: Record<string, MessageDescriptor>, value: string): string {
  const known = names[value];
  return known ? i18n._(known) : value;
}
