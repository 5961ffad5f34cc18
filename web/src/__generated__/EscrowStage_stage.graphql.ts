/**
 * @generated SignedSource<<289c99cf1348b955401b2f80df4c9b74>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type PaymentFailure = "ACCOUNT_CLOSED" | "ACCOUNT_RESTRICTED" | "ACCOUNT_UNKNOWN" | "ALREADY_REFUNDED" | "CARD_UNUSABLE" | "CURRENCY_NOT_SUPPORTED" | "DECLINED" | "DISPUTED" | "HOLDER_MISMATCH" | "INSUFFICIENT_FUNDS" | "LIMIT_EXCEEDED" | "OTHER" | "OTHER_AMOUNT" | "%future added value";
export type PaymentKind = "PAY_IN" | "PAY_OUT" | "REFUND" | "%future added value";
export type PaymentState = "CANCELLED" | "FAILED" | "PENDING" | "SUCCEEDED" | "%future added value";
export type StageAction = "ACCEPT_WORK" | "AGREE_REFUND" | "FUND" | "OBJECT_REFUND" | "OPEN_DISPUTE" | "RELEASE" | "REQUEST_REFUND" | "REQUEST_REWORK" | "SUBMIT_WORK" | "WITHDRAW_REFUND" | "%future added value";
export type StageState = "ACCEPTED" | "AWAITING_FUNDS" | "CANCELLED" | "DISPUTED" | "FUNDED" | "PARTLY_RELEASED" | "PLANNED" | "REFUNDED" | "REFUND_REQUESTED" | "RELEASED" | "REWORK" | "SETTLED" | "SUBMITTED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type EscrowStage_stage$data = {
  readonly acceptanceTerms: string | null | undefined;
  readonly actions: ReadonlyArray<StageAction>;
  readonly amount: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly autoAcceptsAt: string | null | undefined;
  readonly dispute: {
    readonly id: string;
    readonly version: number;
  } | null | undefined;
  readonly dueOn: any | null | undefined;
  readonly id: string;
  readonly idleEndsAt: string | null | undefined;
  readonly idleRemindsAt: string | null | undefined;
  readonly number: number;
  readonly payments: ReadonlyArray<{
    readonly amount: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly checkoutUrl: string | null | undefined;
    readonly failure: string | null | undefined;
    readonly failureKind: PaymentFailure | null | undefined;
    readonly id: string;
    readonly kind: PaymentKind;
    readonly madeAt: string;
    readonly settledAt: string | null | undefined;
    readonly state: PaymentState;
  }>;
  readonly refundReason: string | null | undefined;
  readonly refundsAt: string | null | undefined;
  readonly state: StageState;
  readonly submittedAt: string | null | undefined;
  readonly title: string;
  readonly version: number;
  readonly " $fragmentSpreads": FragmentRefs<"StageDeeds_stage" | "Sums_stage">;
  readonly " $fragmentType": "EscrowStage_stage";
};
export type EscrowStage_stage$key = {
  readonly " $data"?: EscrowStage_stage$data;
  readonly " $fragmentSpreads": FragmentRefs<"EscrowStage_stage">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "version",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "amount",
  "plural": false,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "amount",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "currency",
      "storageKey": null
    }
  ],
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "EscrowStage_stage",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "number",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "title",
      "storageKey": null
    },
    (v1/*:: as any*/),
    (v2/*:: as any*/),
    (v3/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "acceptanceTerms",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "dueOn",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "submittedAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "autoAcceptsAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "refundReason",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "refundsAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "idleRemindsAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "idleEndsAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "actions",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Dispute",
      "kind": "LinkedField",
      "name": "dispute",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        (v2/*:: as any*/)
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": [
        {
          "kind": "Literal",
          "name": "first",
          "value": 10
        }
      ],
      "concreteType": "Payment",
      "kind": "LinkedField",
      "name": "payments",
      "plural": true,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "kind",
          "storageKey": null
        },
        (v1/*:: as any*/),
        (v3/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "checkoutUrl",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "madeAt",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "settledAt",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "failure",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "failureKind",
          "storageKey": null
        }
      ],
      "storageKey": "payments(first:10)"
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Sums_stage"
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "StageDeeds_stage"
    }
  ],
  "type": "Stage",
  "abstractKey": null
};
})();

(node as any).hash = "0c1ade1bc3c274e66941f731cb51ba69";

export default node;
