/**
 * @generated SignedSource<<3989bb5375b16500e017b989f44f1120>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type Bidding = "OPEN" | "SEALED" | "%future added value";
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type DemandRow_demand$data = {
  readonly audience?: ReadonlyArray<PartyKind>;
  readonly awarder: {
    readonly id: string;
    readonly " $fragmentSpreads": FragmentRefs<"Awarder_party">;
  };
  readonly bidCount?: number | null | undefined;
  readonly bidding?: Bidding;
  readonly budget?: {
    readonly " $fragmentSpreads": FragmentRefs<"BudgetText_budget">;
  } | null | undefined;
  readonly deadlineAt: string | null | undefined;
  readonly id: string;
  readonly skills: ReadonlyArray<string>;
  readonly state: DemandState;
  readonly title: string;
  readonly " $fragmentType": "DemandRow_demand";
};
export type DemandRow_demand$key = {
  readonly " $data"?: DemandRow_demand$data;
  readonly " $fragmentSpreads": FragmentRefs<"DemandRow_demand">;
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
  "name": "DemandRow_demand",
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
      "name": "skills",
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
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "awarder",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "args": null,
          "kind": "FragmentSpread",
          "name": "Awarder_party"
        }
      ],
      "storageKey": null
    },
    {
      "kind": "InlineFragment",
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "bidding",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "audience",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Budget",
          "kind": "LinkedField",
          "name": "budget",
          "plural": false,
          "selections": [
            {
              "args": null,
              "kind": "FragmentSpread",
              "name": "BudgetText_budget"
            }
          ],
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "bidCount",
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

(node as any).hash = "5bb2e7aecd6e0d4c97c12ac763442a8d";

export default node;
