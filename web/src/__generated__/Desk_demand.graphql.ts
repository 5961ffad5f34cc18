/**
 * @generated SignedSource<<e9c9f535d1de80e8a36e0e55e66dcf11>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Desk_demand$data = {
  readonly bidCount?: number | null | undefined;
  readonly deadlineAt: string | null | undefined;
  readonly id: string;
  readonly state: DemandState;
  readonly title: string;
  readonly workbench?: {
    readonly id: string;
  } | null | undefined;
  readonly " $fragmentType": "Desk_demand";
};
export type Desk_demand$key = {
  readonly " $data"?: Desk_demand$data;
  readonly " $fragmentSpreads": FragmentRefs<"Desk_demand">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Desk_demand",
  "selections": [
    (v0/*:: as any*/),
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
      "name": "deadlineAt",
      "storageKey": null
    },
    {
      "kind": "InlineFragment",
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "bidCount",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Workbench",
          "kind": "LinkedField",
          "name": "workbench",
          "plural": false,
          "selections": [
            (v0/*:: as any*/)
          ],
          "storageKey": null
        }
      ],
      "type": "BiddingDemand",
      "abstractKey": null
    }
  ],
  "type": "Demand",
  "abstractKey": "__isDemand"
};
})();

(node as any).hash = "f197dd23c1b3894c39dbb4f63186ca87";

export default node;
