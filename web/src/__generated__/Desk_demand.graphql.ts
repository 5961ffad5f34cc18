/**
 * @generated SignedSource<<848ff9c66cae66cf8b2bf2347d9ed0b9>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Desk_demand$data = {
  readonly awarder?: {
    readonly id: string;
    readonly myRole: MemberRole | null | undefined;
  };
  readonly bidCount?: number | null | undefined;
  readonly deadlineAt: string | null | undefined;
  readonly id: string;
  readonly state: DemandState;
  readonly title: string;
  readonly workbench?: {
    readonly award: {
      readonly id: string;
      readonly " $fragmentSpreads": FragmentRefs<"ContractLink_award">;
    } | null | undefined;
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
          "concreteType": "Party",
          "kind": "LinkedField",
          "name": "awarder",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "myRole",
              "storageKey": null
            }
          ],
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
            (v0/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "concreteType": "Award",
              "kind": "LinkedField",
              "name": "award",
              "plural": false,
              "selections": [
                (v0/*:: as any*/),
                {
                  "args": null,
                  "kind": "FragmentSpread",
                  "name": "ContractLink_award"
                }
              ],
              "storageKey": null
            }
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

(node as any).hash = "144e5e6aeeb64387cec4523634cccea7";

export default node;
