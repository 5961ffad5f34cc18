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

/** What the platform's own agreements are for, by their keys: of which to choose between them. */
export const agreements: Record<string, MessageDescriptor> = {
  services: msg`A contract of its own with all its terms: if nothing was agreed before.`,
  work: msg`One piece of work under a framework agreement that both sides have signed before.`,
  contractor: msg`A contract of its own with a person who works alone.`,
};

/** What kind of value a field takes. */
export const fieldTypes: Record<string, MessageDescriptor> = {
  TEXT: msg`Text`,
  NUMBER: msg`Number`,
  MONEY: msg`Amount of money`,
  DATE: msg`Day`,
  PARTY: msg`One of the two sides`,
  CHOICE: msg`One of several options`,
  SELECTION: msg`Any of several options`,
  ROWS: msg`Rows`,
};

/** What waits for the staff. */
export const workKinds: Record<string, MessageDescriptor> = {
  TEMPLATE_REQUEST: msg`Template`,
  SCAN_VERIFICATION: msg`Scan to compare`,
  SUPPLEMENT_SCAN_VERIFICATION: msg`Scan of a supplement to compare`,
  DISPUTE: msg`Dispute to rule`,
};

/** What the conversion of a document came upon. */
export const findingKinds: Record<string, MessageDescriptor> = {
  HEADER: msg`Header left out`,
  FOOTER: msg`Footer left out`,
  TEXT_BOX: msg`Text box left out`,
  HIDDEN_TEXT: msg`Hidden text left out`,
  TRACKED_CHANGE: msg`Tracked change accepted`,
  COMMENT: msg`Comment left out`,
  IMAGE: msg`Image left out`,
  DRAWING: msg`Drawing left out`,
  LINK: msg`Link turned into its text`,
  OUTSIDE_TEMPLATE: msg`Styles from outside the file left out`,
  FIELD: msg`Computed field turned into its last text`,
  MERGE_FIELD: msg`Merge field turned into a placeholder`,
  CHECKBOX: msg`Checkbox turned into an empty box`,
  CONTENT_CONTROL: msg`Content control turned into its text`,
  NUMBER_FORMAT: msg`Numbered with digits instead`,
  DRAFTING_NOTE: msg`Drafting note left out`,
  LONG_HEADING: msg`Long heading turned into a paragraph`,
  DANGLING_REFERENCE: msg`Refers to a clause that does not exist`,
};
