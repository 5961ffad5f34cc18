/**
 * @generated SignedSource<<8bdda1636bbfbeafe9aba552ed9f4de6>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type BidState = "DRAFT" | "INVALIDATED" | "LAPSED" | "NEEDS_CONFIRMATION" | "NOT_SELECTED" | "SUBMITTED" | "WITHDRAWN" | "%future added value";
export type Bidding = "OPEN" | "SEALED" | "%future added value";
export type DemandAction = "AMEND" | "APPLY" | "ASK" | "AWARD" | "CANCEL" | "CLOSE_BIDDING" | "CONCLUDE" | "EXTEND_DEADLINE" | "PUBLISH" | "REOPEN_BIDDING" | "RESUME" | "SUSPEND" | "%future added value";
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type DemandPage_demand$data = {
  readonly actions: ReadonlyArray<DemandAction>;
  readonly attachments: ReadonlyArray<{
    readonly " $fragmentSpreads": FragmentRefs<"Files_attachments">;
  }>;
  readonly audience: ReadonlyArray<PartyKind>;
  readonly awarder: {
    readonly id: string;
    readonly myRole: MemberRole | null | undefined;
    readonly " $fragmentSpreads": FragmentRefs<"Awarder_party">;
  };
  readonly bidCount: number | null | undefined;
  readonly bidding: Bidding;
  readonly budget: {
    readonly " $fragmentSpreads": FragmentRefs<"BudgetText_budget">;
  } | null | undefined;
  readonly closedAt: string | null | undefined;
  readonly criteria: ReadonlyArray<{
    readonly key: string;
    readonly weight: number;
  }>;
  readonly deadlineAt: string | null | undefined;
  readonly description: string;
  readonly durationDays: number | null | undefined;
  readonly history: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly number: number;
      };
    }>;
  };
  readonly id: string;
  readonly myApplicants: ReadonlyArray<{
    readonly id: string;
    readonly party: {
      readonly id: string;
    };
    readonly state: BidState;
    readonly " $fragmentSpreads": FragmentRefs<"OwnBid_applicant">;
  }>;
  readonly publishedAt: string | null | undefined;
  readonly resourceManager: {
    readonly id: string;
    readonly name: string;
  } | null | undefined;
  readonly skills: ReadonlyArray<string>;
  readonly state: DemandState;
  readonly title: string;
  readonly workbench: {
    readonly award: {
      readonly id: string;
      readonly " $fragmentSpreads": FragmentRefs<"ContractLink_award" | "PendingOffer_award">;
    } | null | undefined;
    readonly id: string;
  } | null | undefined;
  readonly " $fragmentSpreads": FragmentRefs<"Deeds_demand" | "Managing_demand" | "Questions_demand">;
  readonly " $fragmentType": "DemandPage_demand";
};
export type DemandPage_demand$key = {
  readonly " $data"?: DemandPage_demand$data;
  readonly " $fragmentSpreads": FragmentRefs<"DemandPage_demand">;
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
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "DemandPage_demand",
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
      "name": "description",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "skills",
      "storageKey": null
    },
    (v1/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "publishedAt",
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
      "kind": "ScalarField",
      "name": "closedAt",
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
        },
        {
          "args": null,
          "kind": "FragmentSpread",
          "name": "Awarder_party"
        }
      ],
      "storageKey": null
    },
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
      "name": "durationDays",
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
      "concreteType": "Criterion",
      "kind": "LinkedField",
      "name": "criteria",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "key",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "weight",
          "storageKey": null
        }
      ],
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
      "concreteType": "Attachment",
      "kind": "LinkedField",
      "name": "attachments",
      "plural": true,
      "selections": [
        {
          "args": null,
          "kind": "FragmentSpread",
          "name": "Files_attachments"
        }
      ],
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Deeds_demand"
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Managing_demand"
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "User",
      "kind": "LinkedField",
      "name": "resourceManager",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "name",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Applicant",
      "kind": "LinkedField",
      "name": "myApplicants",
      "plural": true,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "Party",
          "kind": "LinkedField",
          "name": "party",
          "plural": false,
          "selections": [
            (v0/*:: as any*/)
          ],
          "storageKey": null
        },
        {
          "args": null,
          "kind": "FragmentSpread",
          "name": "OwnBid_applicant"
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
            },
            {
              "args": null,
              "kind": "FragmentSpread",
              "name": "PendingOffer_award"
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Questions_demand"
    },
    {
      "alias": null,
      "args": [
        {
          "kind": "Literal",
          "name": "first",
          "value": 1
        }
      ],
      "concreteType": "DemandVersionConnection",
      "kind": "LinkedField",
      "name": "history",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "DemandVersionEdge",
          "kind": "LinkedField",
          "name": "edges",
          "plural": true,
          "selections": [
            {
              "alias": null,
              "args": null,
              "concreteType": "DemandVersion",
              "kind": "LinkedField",
              "name": "node",
              "plural": false,
              "selections": [
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "number",
                  "storageKey": null
                }
              ],
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": "history(first:1)"
    }
  ],
  "type": "BiddingDemand",
  "abstractKey": null
};
})();

(node as any).hash = "d1845bd9ca15843bd90c98fa98ea436d";

export default node;
