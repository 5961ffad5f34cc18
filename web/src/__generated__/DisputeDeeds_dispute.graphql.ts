/**
 * @generated SignedSource<<38f3d8963ddccabb2f78ab2a6e51b9d5>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type DisputeAction = "ACCEPT_SETTLEMENT" | "ANSWER" | "PROPOSE_SETTLEMENT" | "RULE" | "WITHDRAW" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type DisputeDeeds_dispute$data = {
  readonly actions: ReadonlyArray<DisputeAction>;
  readonly held: {
    readonly amount: string;
    readonly currency: string;
  } | null | undefined;
  readonly id: string;
  readonly settlement: {
    readonly digest: string;
    readonly id: string;
    readonly toAwarder: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly toReceiver: {
      readonly amount: string;
      readonly currency: string;
    };
  } | null | undefined;
  readonly version: number;
  readonly " $fragmentType": "DisputeDeeds_dispute";
};
export type DisputeDeeds_dispute$key = {
  readonly " $data"?: DisputeDeeds_dispute$data;
  readonly " $fragmentSpreads": FragmentRefs<"DisputeDeeds_dispute">;
};

const node: ReaderFragment = (function(){
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
  "name": "DisputeDeeds_dispute",
  "selections": [
    (v0/*:: as any*/),
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
      "kind": "ScalarField",
      "name": "actions",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "held",
      "plural": false,
      "selections": (v1/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Settlement",
      "kind": "LinkedField",
      "name": "settlement",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "digest",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "toReceiver",
          "plural": false,
          "selections": (v1/*:: as any*/),
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "toAwarder",
          "plural": false,
          "selections": (v1/*:: as any*/),
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Dispute",
  "abstractKey": null
};
})();

(node as any).hash = "66d3810380494d2d402db9435f64fd7c";

export default node;
