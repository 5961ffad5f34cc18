/**
 * @generated SignedSource<<e64dfaec685a0e48d6fe6402d6e29e53>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ApplicantAction = "CONFIRM" | "DISCARD_DRAFT" | "INVALIDATE" | "SAVE" | "SUBMIT" | "WITHDRAW" | "%future added value";
export type BidState = "DRAFT" | "INVALIDATED" | "LAPSED" | "NEEDS_CONFIRMATION" | "NOT_SELECTED" | "SUBMITTED" | "WITHDRAWN" | "%future added value";
export type DemandAction = "AMEND" | "APPLY" | "ASK" | "AWARD" | "CANCEL" | "CLOSE_BIDDING" | "CONCLUDE" | "EXTEND_DEADLINE" | "PUBLISH" | "REOPEN_BIDDING" | "RESUME" | "SUSPEND" | "%future added value";
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type BidEditor_demand$data = {
  readonly actions: ReadonlyArray<DemandAction>;
  readonly audience: ReadonlyArray<PartyKind>;
  readonly budget: {
    readonly high: {
      readonly amount: string;
    } | null | undefined;
    readonly low: {
      readonly amount: string;
    } | null | undefined;
    readonly " $fragmentSpreads": FragmentRefs<"BudgetText_budget">;
  } | null | undefined;
  readonly currency: string;
  readonly deadlineAt: string | null | undefined;
  readonly history: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly changes: ReadonlyArray<{
          readonly field: string;
          readonly from: string | null | undefined;
          readonly to: string | null | undefined;
        }>;
        readonly number: number;
        readonly publishedAt: string;
      };
    }>;
  };
  readonly id: string;
  readonly myApplicants: ReadonlyArray<{
    readonly actions: ReadonlyArray<ApplicantAction>;
    readonly appliedAt: string;
    readonly bid: {
      readonly attachments: ReadonlyArray<{
        readonly byteSize: number;
        readonly fileName: string;
        readonly id: string;
        readonly thumbnailUrl: string | null | undefined;
      }>;
      readonly durationDays: number | null | undefined;
      readonly id: string;
      readonly number: number;
      readonly price: {
        readonly amount: string;
      };
      readonly proposal: string;
      readonly stages: ReadonlyArray<{
        readonly amount: {
          readonly amount: string;
        };
        readonly dueAfterDays: number | null | undefined;
        readonly title: string;
      }>;
      readonly submittedAt: string | null | undefined;
    } | null | undefined;
    readonly draft: {
      readonly attachments: ReadonlyArray<{
        readonly byteSize: number;
        readonly fileName: string;
        readonly id: string;
        readonly thumbnailUrl: string | null | undefined;
      }>;
      readonly durationDays: number | null | undefined;
      readonly id: string;
      readonly number: number;
      readonly price: {
        readonly amount: string;
      } | null | undefined;
      readonly problems: ReadonlyArray<{
        readonly message: string;
        readonly path: string;
      }>;
      readonly proposal: string | null | undefined;
      readonly savedAt: string;
      readonly stages: ReadonlyArray<{
        readonly amount: {
          readonly amount: string;
        };
        readonly dueAfterDays: number | null | undefined;
        readonly title: string;
      }>;
    } | null | undefined;
    readonly id: string;
    readonly party: {
      readonly id: string;
    };
    readonly state: BidState;
    readonly version: number;
    readonly withdrawnAt: string | null | undefined;
  }>;
  readonly state: DemandState;
  readonly title: string;
  readonly " $fragmentType": "BidEditor_demand";
};
export type BidEditor_demand$key = {
  readonly " $data"?: BidEditor_demand$data;
  readonly " $fragmentSpreads": FragmentRefs<"BidEditor_demand">;
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
  "name": "title",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "actions",
  "storageKey": null
},
v4 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "amount",
    "storageKey": null
  }
],
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "number",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "price",
  "plural": false,
  "selections": (v4/*:: as any*/),
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "durationDays",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "proposal",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "concreteType": "BidStage",
  "kind": "LinkedField",
  "name": "stages",
  "plural": true,
  "selections": [
    (v1/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "amount",
      "plural": false,
      "selections": (v4/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "dueAfterDays",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "concreteType": "Attachment",
  "kind": "LinkedField",
  "name": "attachments",
  "plural": true,
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "fileName",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "byteSize",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "thumbnailUrl",
      "storageKey": null
    }
  ],
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "BidEditor_demand",
  "selections": [
    (v0/*:: as any*/),
    (v1/*:: as any*/),
    (v2/*:: as any*/),
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
      "name": "currency",
      "storageKey": null
    },
    (v3/*:: as any*/),
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
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "low",
          "plural": false,
          "selections": (v4/*:: as any*/),
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "high",
          "plural": false,
          "selections": (v4/*:: as any*/),
          "storageKey": null
        },
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
      "args": [
        {
          "kind": "Literal",
          "name": "first",
          "value": 20
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
                (v5/*:: as any*/),
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
                  "concreteType": "FieldChange",
                  "kind": "LinkedField",
                  "name": "changes",
                  "plural": true,
                  "selections": [
                    {
                      "alias": null,
                      "args": null,
                      "kind": "ScalarField",
                      "name": "field",
                      "storageKey": null
                    },
                    {
                      "alias": null,
                      "args": null,
                      "kind": "ScalarField",
                      "name": "from",
                      "storageKey": null
                    },
                    {
                      "alias": null,
                      "args": null,
                      "kind": "ScalarField",
                      "name": "to",
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
      "storageKey": "history(first:20)"
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
        (v2/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "version",
          "storageKey": null
        },
        (v3/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "appliedAt",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "withdrawnAt",
          "storageKey": null
        },
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
          "alias": null,
          "args": null,
          "concreteType": "Bid",
          "kind": "LinkedField",
          "name": "bid",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
            (v5/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "submittedAt",
              "storageKey": null
            },
            (v6/*:: as any*/),
            (v7/*:: as any*/),
            (v8/*:: as any*/),
            (v9/*:: as any*/),
            (v10/*:: as any*/)
          ],
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "BidDraft",
          "kind": "LinkedField",
          "name": "draft",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
            (v5/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "savedAt",
              "storageKey": null
            },
            (v6/*:: as any*/),
            (v7/*:: as any*/),
            (v8/*:: as any*/),
            (v9/*:: as any*/),
            (v10/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "concreteType": "FieldProblem",
              "kind": "LinkedField",
              "name": "problems",
              "plural": true,
              "selections": [
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "path",
                  "storageKey": null
                },
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "message",
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

(node as any).hash = "878e5506ea52ddad094d0dfa16b2819b";

export default node;
