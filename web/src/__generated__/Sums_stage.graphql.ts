/**
 * @generated SignedSource<<0704341a65ddf186f6a18647612d3aef>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type StageState = "ACCEPTED" | "AWAITING_FUNDS" | "CANCELLED" | "DISPUTED" | "FUNDED" | "PARTLY_RELEASED" | "PLANNED" | "REFUNDED" | "REFUND_REQUESTED" | "RELEASED" | "REWORK" | "SETTLED" | "SUBMITTED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Sums_stage$data = {
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
  readonly lacking: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly refunded: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly released: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly state: StageState;
  readonly " $fragmentType": "Sums_stage";
};
export type Sums_stage$key = {
  readonly " $data"?: Sums_stage$data;
  readonly " $fragmentSpreads": FragmentRefs<"Sums_stage">;
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
  "name": "Sums_stage",
  "selections": [
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
    }
  ],
  "type": "Stage",
  "abstractKey": null
};
})();

(node as any).hash = "c553a0308e41741cf4cc0c1450ee2f0c";

export default node;
