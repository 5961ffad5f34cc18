/**
 * @generated SignedSource<<5baa7763e11e82e4ca7f6d5f96e11395>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type CandidateAction = "AWARD" | "DROP_ALTERNATIVE" | "ELIMINATE" | "PLACE_ALTERNATIVE" | "REMARK" | "RESTORE" | "%future added value";
export type Standing = "ALTERNATIVE" | "ELIMINATED" | "SELECTED" | "UNDECIDED" | "%future added value";
export type decisionsActionsQuery$variables = {
  after?: string | null | undefined;
  demandId: string;
};
export type decisionsActionsQuery$data = {
  readonly demand: {
    readonly id: string;
    readonly workbench?: {
      readonly candidates: {
        readonly edges: ReadonlyArray<{
          readonly node: {
            readonly actions: ReadonlyArray<CandidateAction>;
            readonly alternativeRank: number | null | undefined;
            readonly id: string;
            readonly standing: Standing;
            readonly version: number;
          };
        }>;
        readonly pageInfo: {
          readonly endCursor: string | null | undefined;
          readonly hasNextPage: boolean;
        };
      };
      readonly id: string;
    } | null | undefined;
  } | null | undefined;
};
export type decisionsActionsQuery = {
  response: decisionsActionsQuery$data;
  variables: decisionsActionsQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "after"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "demandId"
},
v2 = [
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "demandId"
  }
],
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v4 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Workbench",
      "kind": "LinkedField",
      "name": "workbench",
      "plural": false,
      "selections": [
        (v3/*:: as any*/),
        {
          "alias": null,
          "args": [
            {
              "kind": "Variable",
              "name": "after",
              "variableName": "after"
            },
            {
              "kind": "Literal",
              "name": "first",
              "value": 200
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
                    (v3/*:: as any*/),
                    {
                      "alias": null,
                      "args": null,
                      "kind": "ScalarField",
                      "name": "standing",
                      "storageKey": null
                    },
                    {
                      "alias": null,
                      "args": null,
                      "kind": "ScalarField",
                      "name": "alternativeRank",
                      "storageKey": null
                    },
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
                    }
                  ],
                  "storageKey": null
                }
              ],
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "concreteType": "PageInfo",
              "kind": "LinkedField",
              "name": "pageInfo",
              "plural": false,
              "selections": [
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "hasNextPage",
                  "storageKey": null
                },
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "endCursor",
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
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "decisionsActionsQuery",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "demand",
        "plural": false,
        "selections": [
          (v3/*:: as any*/),
          (v4/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "decisionsActionsQuery",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
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
          (v3/*:: as any*/),
          (v4/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "7fae55f6f1cacfbc56046c7cc7753bba",
    "id": null,
    "metadata": {},
    "name": "decisionsActionsQuery",
    "operationKind": "query",
    "text": "query decisionsActionsQuery(\n  $demandId: ID!\n  $after: String\n) {\n  demand(id: $demandId) {\n    __typename\n    id\n    ... on BiddingDemand {\n      workbench {\n        id\n        candidates(first: 200, after: $after) {\n          edges {\n            node {\n              id\n              standing\n              alternativeRank\n              version\n              actions\n            }\n          }\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "792606708d0062ecee072e000a31c819";

export default node;
