/** The names of what contracts have. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** What a contract says of a party. */
export const aboutParty: Record<string, MessageDescriptor> = {
  name: msg`Name in the contract`,
  address: msg`Postal address`,
  registration: msg`Registration`,
  representative: msg`Represented by`,
  seal: msg`Seal`,
  identity: msg`Identity document`,
  taxNumber: msg`Tax number`,
  email: msg`Mail address for notices`,
};

export const hintsAboutParty: Record<string, MessageDescriptor> = {
  registration: msg`Where it is registered, and under which number.`,
  seal: msg`The seal that it uses, or that it uses none.`,
  identity: msg`Its kind and number.`,
};

export const sideNames: Record<string, MessageDescriptor> = {
  AWARDER: msg`Awarder`,
  RECEIVER: msg`Receiver`,
};

/** Which of the files of a contract one is. */
export const documentKinds: Record<string, MessageDescriptor> = {
  TERMS: msg`the terms as data`,
  UNSIGNED: msg`the PDF without signatures`,
  SIGNED: msg`the signed PDF`,
  PRINT: msg`the print to be signed on paper`,
};

/** What the record of a contract says that was done. */
export const contractActions: Record<string, MessageDescriptor> = {
  DRAFTED: msg`Drafted`,
  REVISED: msg`Revised`,
  APPROVED: msg`Terms approved`,
  SIGNED: msg`Signed`,
  DOWNLOADED: msg`File downloaded`,
  PRINTED: msg`Printed to be signed on paper`,
  SCAN_LODGED: msg`Scan handed in`,
  SCAN_VERIFIED: msg`Scan found to match`,
  SCAN_REJECTED: msg`Scan rejected`,
  REMINDED: msg`Both sides reminded`,
  TERMINATION_PROPOSED: msg`Termination proposed`,
  TERMINATION_DECLINED: msg`Termination declined`,
  TERMINATED: msg`Terminated`,
  REFUSED: msg`Refused`,
  EXPIRED: msg`Expired`,
  COMPLETED: msg`Completed`,
};
