/**
 * @generated SignedSource<<0e5fcf857d73db9e248df61c51653798>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type AwardAction = "ACCEPT" | "DECLINE" | "REVOKE" | "%future added value";
export type AwardState = "ACCEPTED" | "DECLINED" | "LAPSED" | "OFFERED" | "REVOKED" | "VOIDED" | "%future added value";
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Head_demand$data = {
  readonly awarder: {
    readonly id: string;
    readonly myRole: MemberRole | null | undefined;
  };
  readonly bidCount: number | null | undefined;
  readonly deadlineAt: string | null | undefined;
  readonly id: string;
  readonly resourceManager: {
    readonly id: string;
    readonly name: string;
  } | null | undefined;
  readonly state: DemandState;
  readonly title: string;
  readonly workbench: {
    readonly award: {
      readonly actions: ReadonlyArray<AwardAction>;
      readonly candidate: {
        readonly applicant: {
          readonly id: string;
          readonly party: {
            readonly id: string;
            readonly name: string;
          };
        };
        readonly id: string;
      } | null | undefined;
      readonly id: string;
      readonly lapsesAt: string;
      readonly state: AwardState;
      readonly " $fragmentSpreads": FragmentRefs<"ContractLink_award">;
    } | null | undefined;
    readonly id: string;
  } | null | undefined;
  readonly " $fragmentType": "Head_demand";
};
export type Head_demand$key = {
  readonly " $data"?: Head_demand$data;
  readonly " $fragmentSpreads": FragmentRefs<"Head_demand">;
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
v2 = [
  (v0/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "name",
    "storageKey": null
  }
];
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Head_demand",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "title",
      "storageKey": null
    },
    (v1/*:: as any*/),
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
      "kind": "ScalarField",
      "name": "bidCount",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "User",
      "kind": "LinkedField",
      "name": "resourceManager",
      "plural": false,
      "selections": (v2/*:: as any*/),
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
            (v1/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "lapsesAt",
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
              "args": null,
              "kind": "FragmentSpread",
              "name": "ContractLink_award"
            },
            {
              "alias": null,
              "args": null,
              "concreteType": "Candidate",
              "kind": "LinkedField",
              "name": "candidate",
              "plural": false,
              "selections": [
                (v0/*:: as any*/),
                {
                  "alias": null,
                  "args": null,
                  "concreteType": "Applicant",
                  "kind": "LinkedField",
                  "name": "applicant",
                  "plural": false,
                  "selections": [
                    (v0/*:: as any*/),
                    {
                      "alias": null,
                      "args": null,
                      "concreteType": "Party",
                      "kind": "LinkedField",
                      "name": "party",
                      "plural": false,
                      "selections": (v2/*:: as any*/),
                      "storageKey": null
                    }
                  ],
                  "storageKey": null
                }
              ],
              "storageKey": null
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
};
})();

(node as any).hash = "db4440a8719b1eeaee8396f0bc621ddf";

export default node;
