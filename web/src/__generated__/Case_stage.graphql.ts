/**
 * @generated SignedSource<<23f1464e2c768ed77d6a621c39d38c8a>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type StageState = "ACCEPTED" | "AWAITING_FUNDS" | "CANCELLED" | "DISPUTED" | "FUNDED" | "PARTLY_RELEASED" | "PLANNED" | "REFUNDED" | "REFUND_REQUESTED" | "RELEASED" | "REWORK" | "SETTLED" | "SUBMITTED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Case_stage$data = {
  readonly acceptanceTerms: string | null | undefined;
  readonly amount: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly dueOn: any | null | undefined;
  readonly fee: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly funded: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly held: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly id: string;
  readonly lacking: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly number: number;
  readonly refundReason: string | null | undefined;
  readonly refunded: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly released: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly state: StageState;
  readonly submittedAt: string | null | undefined;
  readonly title: string;
  readonly version: number;
  readonly " $fragmentType": "Case_stage";
};
export type Case_stage$key = {
  readonly " $data"?: Case_stage$data;
  readonly " $fragmentSpreads": FragmentRefs<"Case_stage">;
};

const node: ReaderFragment = (function(){
var v0 = [
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
];
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Case_stage",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "id",
      "storageKey": null
    },
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
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "state",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "version",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "amount",
      "plural": false,
      "selections": (v0/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "lacking",
      "plural": false,
      "selections": (v0/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "funded",
      "plural": false,
      "selections": (v0/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "released",
      "plural": false,
      "selections": (v0/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "fee",
      "plural": false,
      "selections": (v0/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "refunded",
      "plural": false,
      "selections": (v0/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "held",
      "plural": false,
      "selections": (v0/*:: as any*/),
      "storageKey": null
    },
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
      "name": "refundReason",
      "storageKey": null
    }
  ],
  "type": "Stage",
  "abstractKey": null
};
})();

(node as any).hash = "0645546764711ae15373dc976de462a6";

export default node;
