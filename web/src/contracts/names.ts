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
  email: msg`Email address for notices`,
};

export const hintsAboutParty: Record<string, MessageDescriptor> = {
  registration: msg`Where it is registered, and under which number.`,
  seal: msg`The seal that it uses, or that it uses none.`,
  identity: msg`Its kind and number.`,
};

export const sideNames: Record<string, MessageDescriptor> = {
  AWARDER: msg`Client`,
  RECEIVER: msg`Contractor`,
};

/** Which of the files of a contract one is. */
export const documentKinds: Record<string, MessageDescriptor> = {
  TERMS: msg`the terms as data`,
  UNSIGNED: msg`the PDF without signatures`,
  SIGNED: msg`the signed PDF`,
  PRINT: msg`the print to be signed on paper`,
};

/** What the record of a contract says that was done: with it, its stages and their money, disputes and invoices. */
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
  SUPPLEMENTED: msg`Changed by a supplement`,
  PERFORMING: msg`Work begins`,
  COMPLETED: msg`Completed`,
  FUNDED: msg`Paid in`,
  PAYMENT_RETURNED: msg`Payment sent back`,
  RESTATED: msg`Stage changed by a supplement`,
  SUBMITTED: msg`Work submitted`,
  REWORK_REQUESTED: msg`Rework asked for`,
  ACCEPTED: msg`Work accepted`,
  AUTO_ACCEPTED: msg`Work accepted automatically, without an answer`,
  RELEASED: msg`Money released`,
  REFUND_REQUESTED: msg`Money asked back`,
  REFUND_WITHDRAWN: msg`Money not asked back any more`,
  REFUNDED: msg`Money given back`,
  CANCELLED: msg`Stage called off`,
  IDLE: msg`Reminded that the money lies idle`,
  DISPUTED: msg`Money held because of a dispute`,
  RESUMED: msg`Stage goes on after the dispute`,
  SETTLED: msg`Money divided as agreed`,
  RULED: msg`Money divided as ruled`,
  DEFAULTED: msg`Money divided because there was no answer`,
  DISPUTE_OPENED: msg`Dispute opened`,
  STATEMENT_MADE: msg`Statement made in the dispute`,
  SETTLEMENT_PROPOSED: msg`Settlement proposed`,
  SETTLEMENT_ACCEPTED: msg`Settlement accepted`,
  MEDIATION_BEGUN: msg`Mediation begins`,
  DISPUTE_WITHDRAWN: msg`Dispute withdrawn`,
  DISPUTE_DEFAULTED: msg`Dispute ended without an answer`,
  DISPUTE_RULED: msg`Dispute ended by a ruling`,
  INVOICE_REQUESTED: msg`Invoice asked for`,
  INVOICE_REJECTED: msg`Request for an invoice rejected`,
  INVOICE_ISSUED: msg`Invoice issued`,
  INVOICE_CREDITED: msg`Invoice credited`,
  INVOICE_DOWNLOADED: msg`Invoice downloaded`,
};
