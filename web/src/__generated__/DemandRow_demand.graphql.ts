/**
 * @generated SignedSource<<747264a3de705d9a52d397fef109b3a1>>
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

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "DemandRow_demand",
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

(node as any).hash = "a6b213fe9e7be94da20b9359c3853e60";

export default node;
