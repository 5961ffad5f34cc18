/**
 * @generated SignedSource<<18257b804c521992ef64e0ef34b7c6cb>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type MailTiming = "AT_ONCE" | "DIGEST" | "NONE" | "%future added value";
export type NotificationKind = "AWARD_ANSWERED" | "AWARD_LAPSED" | "AWARD_OFFERED" | "AWARD_REVOKED" | "BIDS_OPENED" | "BID_ARRIVED" | "BID_INVALIDATED" | "BID_IN_RESERVE" | "BID_LAPSED" | "BID_NEEDS_CONFIRMATION" | "BID_NOT_SELECTED" | "BID_TAKEN_BACK" | "BID_WITHDRAWN" | "CONTRACT_APPROVED" | "CONTRACT_COMPLETED" | "CONTRACT_DRAFTED" | "CONTRACT_EFFECTIVE" | "CONTRACT_EXPIRED" | "CONTRACT_EXPIRING" | "CONTRACT_INCONSISTENT" | "CONTRACT_REFUSED" | "CONTRACT_REVISED" | "CONTRACT_TERMINATED" | "CONTRACT_TO_SIGN" | "DEADLINE_MOVED" | "DEMAND_AMENDED" | "DEMAND_CANCELLED" | "DEMAND_CLOSED" | "DEMAND_CONCLUDED" | "DEMAND_REOPENED" | "DEMAND_RESUMED" | "DEMAND_SUSPENDED" | "DISPUTE_DEFAULTED" | "DISPUTE_IN_MEDIATION" | "DISPUTE_OPENED" | "DISPUTE_RULED" | "DISPUTE_SETTLED" | "DISPUTE_STATEMENT" | "DISPUTE_WITHDRAWN" | "ESCROW_IDLE" | "INTERVIEW_CANCELLED" | "INTERVIEW_LEFT" | "INTERVIEW_MOVED" | "INTERVIEW_NO_SHOW" | "INTERVIEW_PROPOSED" | "INTERVIEW_SCHEDULED" | "INTERVIEW_STARTING" | "INVITED_TO_CONVERSATION" | "INVITED_TO_PARTY" | "INVOICE_CREDITED" | "INVOICE_ISSUED" | "INVOICE_REJECTED" | "INVOICE_REQUESTED" | "MANAGER_LEFT" | "MEMBER_JOINED" | "MESSAGE_RECEIVED" | "OWN_BID_WITHDRAWN" | "PARTY_CLOSED" | "PAYMENT_FAILED" | "PAYOUT_FAILED" | "PAYOUT_PAID" | "QUESTION_ANSWERED" | "QUESTION_ASKED" | "REFUND_REQUESTED" | "REFUND_WITHDRAWN" | "REVIEW_ANSWERED" | "REVIEW_DUE" | "REVIEW_PUBLISHED" | "REWORK_REQUESTED" | "ROLE_CHANGED" | "SEARCH_MATCHED" | "SETTLEMENT_PROPOSED" | "STAGE_FUNDED" | "STAGE_REFUNDED" | "STAGE_RELEASED" | "STAGE_TO_FUND" | "SUPPLEMENT_ACTIVE" | "SUPPLEMENT_CANCELLED" | "SUPPLEMENT_DRAFTED" | "SUPPLEMENT_EXPIRED" | "SUPPLEMENT_EXPIRING" | "SUPPLEMENT_INCONSISTENT" | "SUPPLEMENT_PROPOSED" | "SUPPLEMENT_REJECTED" | "SUPPLEMENT_STALE" | "SUPPLEMENT_TO_SIGN" | "TEMPLATE_CANCELLED" | "TEMPLATE_CHANGES_REQUESTED" | "TEMPLATE_DELIVERED" | "TEMPLATE_PUBLISHED" | "TEMPLATE_QUESTION_ANSWERED" | "TEMPLATE_QUESTION_ASKED" | "TEMPLATE_REJECTED" | "TERMINATION_DECLINED" | "TERMINATION_PROPOSED" | "VERIFICATION_REFUSED" | "WORK_ACCEPTED" | "WORK_ASSIGNED" | "WORK_OVERDUE" | "WORK_SUBMITTED" | "WORK_WAITING" | "%future added value";
export type ChooseNotificationChannelsInput = {
  idempotencyKey?: string | null | undefined;
  isShown?: boolean | null | undefined;
  kinds: ReadonlyArray<NotificationKind>;
  mail?: MailTiming | null | undefined;
};
export type ChannelsChooseMutation$variables = {
  input: ChooseNotificationChannelsInput;
};
export type ChannelsChooseMutation$data = {
  readonly chooseNotificationChannels: {
    readonly __typename: string;
    readonly code?: string;
    readonly currentVersion?: number;
    readonly fields?: ReadonlyArray<{
      readonly message: string;
      readonly path: string;
    }>;
    readonly id?: string;
    readonly message?: string;
    readonly notificationPreferences?: ReadonlyArray<{
      readonly isShown: boolean;
      readonly kind: NotificationKind;
      readonly mail: MailTiming;
      readonly title: string;
    }>;
  };
};
export type ChannelsChooseMutation = {
  response: ChannelsChooseMutation$data;
  variables: ChannelsChooseMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "__typename",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v4 = {
  "kind": "InlineFragment",
  "selections": [
    (v3/*:: as any*/),
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
  "type": "Viewer",
  "abstractKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "message",
  "storageKey": null
},
v6 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "code",
      "storageKey": null
    },
    (v5/*:: as any*/),
    {
      "kind": "InlineFragment",
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "FieldProblem",
          "kind": "LinkedField",
          "name": "fields",
          "plural": true,
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "path",
              "storageKey": null
            },
            (v5/*:: as any*/)
          ],
          "storageKey": null
        }
      ],
      "type": "InvalidInput",
      "abstractKey": null
    },
    {
      "kind": "InlineFragment",
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "currentVersion",
          "storageKey": null
        }
      ],
      "type": "Conflict",
      "abstractKey": null
    }
  ],
  "type": "Refusal",
  "abstractKey": "__isRefusal"
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "ChannelsChooseMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "chooseNotificationChannels",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v4/*:: as any*/),
          (v6/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "ChannelsChooseMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "chooseNotificationChannels",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v4/*:: as any*/),
          (v6/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              (v3/*:: as any*/)
            ],
            "type": "Node",
            "abstractKey": "__isNode"
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "686b86a9547cd833b3c9bf4f67185c88",
    "id": null,
    "metadata": {},
    "name": "ChannelsChooseMutation",
    "operationKind": "mutation",
    "text": "mutation ChannelsChooseMutation(\n  $input: ChooseNotificationChannelsInput!\n) {\n  chooseNotificationChannels(input: $input) {\n    __typename\n    ... on Viewer {\n      id\n      notificationPreferences {\n        kind\n        title\n        isShown\n        mail\n      }\n    }\n    ... on Refusal {\n      __isRefusal: __typename\n      code\n      message\n      ... on InvalidInput {\n        fields {\n          path\n          message\n        }\n      }\n      ... on Conflict {\n        currentVersion\n      }\n    }\n    ... on Node {\n      __isNode: __typename\n      id\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "01bf2e679092d9396b671df68b0d7199";

export default node;
