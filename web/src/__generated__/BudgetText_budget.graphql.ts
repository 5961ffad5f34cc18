/**
 * @generated SignedSource<<c59962ce11545d3d4510a0d0c7ebd337>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type BudgetText_budget$data = {
  readonly high: {
    readonly amount: string;
    readonly currency: string;
  } | null | undefined;
  readonly low: {
    readonly amount: string;
    readonly currency: string;
  } | null | undefined;
  readonly " $fragmentType": "BudgetText_budget";
};
export type BudgetText_budget$key = {
  readonly " $data"?: BudgetText_budget$data;
  readonly " $fragmentSpreads": FragmentRefs<"BudgetText_budget">;
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
  "name": "BudgetText_budget",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "low",
      "plural": false,
      "selections": (v0/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "high",
      "plural": false,
      "selections": (v0/*:: as any*/),
      "storageKey": null
    }
  ],
  "type": "Budget",
  "abstractKey": null
};
})();

(node as any).hash = "47cbf744d292ee6036dd129569db571a";

export default node;
