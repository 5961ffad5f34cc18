/**
 * @generated SignedSource<<63bf2d455de7b8049ea58d1197515b65>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type MailTiming = "AT_ONCE" | "DIGEST" | "NONE" | "%future added value";
export type NotificationKind = "AWARD_ANSWERED" | "AWARD_LAPSED" | "AWARD_OFFERED" | "AWARD_REVOKED" | "BIDS_OPENED" | "BID_ARRIVED" | "BID_INVALIDATED" | "BID_IN_RESERVE" | "BID_LAPSED" | "BID_NEEDS_CONFIRMATION" | "BID_NOT_SELECTED" | "BID_TAKEN_BACK" | "BID_WITHDRAWN" | "CONTRACT_APPROVED" | "CONTRACT_COMPLETED" | "CONTRACT_DRAFTED" | "CONTRACT_EFFECTIVE" | "CONTRACT_EXPIRED" | "CONTRACT_EXPIRING" | "CONTRACT_INCONSISTENT" | "CONTRACT_REFUSED" | "CONTRACT_REVISED" | "CONTRACT_TERMINATED" | "CONTRACT_TO_SIGN" | "DEADLINE_MOVED" | "DEMAND_AMENDED" | "DEMAND_CANCELLED" | "DEMAND_CLOSED" | "DEMAND_CONCLUDED" | "DEMAND_REOPENED" | "DEMAND_RESUMED" | "DEMAND_SUSPENDED" | "DISPUTE_DEFAULTED" | "DISPUTE_IN_MEDIATION" | "DISPUTE_OPENED" | "DISPUTE_RULED" | "DISPUTE_SETTLED" | "DISPUTE_STATEMENT" | "DISPUTE_WITHDRAWN" | "ESCROW_IDLE" | "INTERVIEW_CANCELLED" | "INTERVIEW_LEFT" | "INTERVIEW_MOVED" | "INTERVIEW_NO_SHOW" | "INTERVIEW_PROPOSED" | "INTERVIEW_SCHEDULED" | "INTERVIEW_STARTING" | "INVITED_TO_CONVERSATION" | "INVITED_TO_PARTY" | "INVOICE_CREDITED" | "INVOICE_ISSUED" | "INVOICE_REJECTED" | "INVOICE_REQUESTED" | "MANAGER_LEFT" | "MEMBER_JOINED" | "MESSAGE_RECEIVED" | "OWN_BID_WITHDRAWN" | "PARTY_CLOSED" | "PAYMENT_FAILED" | "PAYOUT_FAILED" | "PAYOUT_PAID" | "QUESTION_ANSWERED" | "QUESTION_ASKED" | "REFUND_REQUESTED" | "REFUND_WITHDRAWN" | "REVIEW_ANSWERED" | "REVIEW_DUE" | "REVIEW_PUBLISHED" | "REWORK_REQUESTED" | "ROLE_CHANGED" | "SEARCH_MATCHED" | "SETTLEMENT_PROPOSED" | "STAGE_FUNDED" | "STAGE_REFUNDED" | "STAGE_RELEASED" | "STAGE_TO_FUND" | "SUPPLEMENT_ACTIVE" | "SUPPLEMENT_CANCELLED" | "SUPPLEMENT_DRAFTED" | "SUPPLEMENT_EXPIRED" | "SUPPLEMENT_EXPIRING" | "SUPPLEMENT_INCONSISTENT" | "SUPPLEMENT_PROPOSED" | "SUPPLEMENT_REJECTED" | "SUPPLEMENT_STALE" | "SUPPLEMENT_TO_SIGN" | "TEMPLATE_CANCELLED" | "TEMPLATE_CHANGES_REQUESTED" | "TEMPLATE_DELIVERED" | "TEMPLATE_PUBLISHED" | "TEMPLATE_QUESTION_ANSWERED" | "TEMPLATE_QUESTION_ASKED" | "TEMPLATE_REJECTED" | "TERMINATION_DECLINED" | "TERMINATION_PROPOSED" | "VERIFICATION_REFUSED" | "WORK_ACCEPTED" | "WORK_ASSIGNED" | "WORK_OVERDUE" | "WORK_SUBMITTED" | "WORK_WAITING" | "%future added value";
export type ChannelsQuery$variables = Record<PropertyKey, never>;
export type ChannelsQuery$data = {
  readonly viewer: {
    readonly id: string;
    readonly notificationPreferences: ReadonlyArray<{
      readonly isShown: boolean;
      readonly kind: NotificationKind;
      readonly mail: MailTiming;
      readonly title: string;
    }>;
    readonly user: {
      readonly emailVerifiedAt: string | null | undefined;
      readonly id: string;
    };
  } | null | undefined;
};
export type ChannelsQuery = {
  response: ChannelsQuery$data;
  variables: ChannelsQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Viewer",
    "kind": "LinkedField",
    "name": "viewer",
    "plural": false,
    "selections": [
      (v0/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "concreteType": "User",
        "kind": "LinkedField",
        "name": "user",
        "plural": false,
        "selections": [
          (v0/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "emailVerifiedAt",
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "NotificationPreference",
        "kind": "LinkedField",
        "name": "notificationPreferences",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "kind",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "title",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "isShown",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "mail",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "ChannelsQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "ChannelsQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "d3e307ce088d8db2d931155d8e0df5d9",
    "id": null,
    "metadata": {},
    "name": "ChannelsQuery",
    "operationKind": "query",
    "text": "query ChannelsQuery {\n  viewer {\n    id\n    user {\n      id\n      emailVerifiedAt\n    }\n    notificationPreferences {\n      kind\n      title\n      isShown\n      mail\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "592c3d125181757101f4d80e875cdbb2";

export default node;
