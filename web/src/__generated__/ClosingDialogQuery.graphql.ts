/**
 * @generated SignedSource<<9c1408f193b3704b9fef2e313209b9f3>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type BidState = "DRAFT" | "INVALIDATED" | "LAPSED" | "NEEDS_CONFIRMATION" | "NOT_SELECTED" | "SUBMITTED" | "WITHDRAWN" | "%future added value";
export type DemandAction = "AMEND" | "APPLY" | "ASK" | "AWARD" | "CANCEL" | "CLOSE_BIDDING" | "CONCLUDE" | "EXTEND_DEADLINE" | "PUBLISH" | "REOPEN_BIDDING" | "RESUME" | "SUSPEND" | "%future added value";
export type ClosingDialogQuery$variables = {
  id: string;
};
export type ClosingDialogQuery$data = {
  readonly demand: {
    readonly __typename: string;
    readonly actions: ReadonlyArray<DemandAction>;
    readonly bidCount?: number | null | undefined;
    readonly closableAt?: string | null | undefined;
    readonly deadlineAt: string | null | undefined;
    readonly id: string;
    readonly version: number;
    readonly workbench?: {
      readonly candidates: {
        readonly edges: ReadonlyArray<{
          readonly node: {
            readonly applicant: {
              readonly id: string;
              readonly party: {
                readonly id: string;
                readonly name: string;
              };
              readonly state: BidState;
            };
            readonly id: string;
          };
        }>;
      };
      readonly id: string;
    } | null | undefined;
  } | null | undefined;
};
export type ClosingDialogQuery = {
  response: ClosingDialogQuery$data;
  variables: ClosingDialogQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v2 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "id",
        "variableName": "id"
      }
    ],
    "concreteType": null,
    "kind": "LinkedField",
    "name": "demand",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "__typename",
        "storageKey": null
      },
      (v1/*:: as any*/),
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
            "kind": "ScalarField",
            "name": "closableAt",
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
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": [
                  {
                    "kind": "Literal",
                    "name": "first",
                    "value": 200
                  },
                  {
                    "kind": "Literal",
                    "name": "order",
                    "value": "ARRIVAL"
                  }
                ],
                "concreteType": "CandidateConnection",
                "kind": "LinkedField",
                "name": "candidates",
                "plural": false,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "CandidateEdge",
                    "kind": "LinkedField",
                    "name": "edges",
                    "plural": true,
                    "selections": [
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "Candidate",
                        "kind": "LinkedField",
                        "name": "node",
                        "plural": false,
                        "selections": [
                          (v1/*:: as any*/),
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "Applicant",
                            "kind": "LinkedField",
                            "name": "applicant",
                            "plural": false,
                            "selections": [
                              (v1/*:: as any*/),
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
                                "concreteType": "Party",
                                "kind": "LinkedField",
                                "name": "party",
                                "plural": false,
                                "selections": [
                                  (v1/*:: as any*/),
                                  {
                                    "alias": null,
                                    "args": null,
                                    "kind": "ScalarField",
                                    "name": "name",
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
                "storageKey": "candidates(first:200,order:\"ARRIVAL\")"
              }
            ],
            "storageKey": null
          }
        ],
        "type": "BiddingDemand",
        "abstractKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "ClosingDialogQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "ClosingDialogQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "9cdc2946931214e5481e8d6f8c8dec8f",
    "id": null,
    "metadata": {},
    "name": "ClosingDialogQuery",
    "operationKind": "query",
    "text": "query ClosingDialogQuery(\n  $id: ID!\n) {\n  demand(id: $id) {\n    __typename\n    id\n    version\n    actions\n    deadlineAt\n    ... on BiddingDemand {\n      bidCount\n      closableAt\n      workbench {\n        id\n        candidates(order: ARRIVAL, first: 200) {\n          edges {\n            node {\n              id\n              applicant {\n                id\n                state\n                party {\n                  id\n                  name\n                }\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "dbd65e69fce8ffa774082055bec4d38b";

export default node;
