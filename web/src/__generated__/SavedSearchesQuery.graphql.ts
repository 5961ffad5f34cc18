/**
 * @generated SignedSource<<a9984331ef20f42caa08ca5914ce58f9>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type DemandOrder = "BUDGET" | "CLOSING_SOON" | "NEWEST" | "%future added value";
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
export type SavedSearchesQuery$variables = Record<PropertyKey, never>;
export type SavedSearchesQuery$data = {
  readonly viewer: {
    readonly id: string;
    readonly savedSearches: {
      readonly cursor: string;
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly filter: {
            readonly audience: ReadonlyArray<PartyKind>;
            readonly budgetAtLeast: {
              readonly amount: string;
              readonly currency: string;
            } | null | undefined;
            readonly closesBefore: string | null | undefined;
            readonly skills: ReadonlyArray<string>;
            readonly states: ReadonlyArray<DemandState>;
            readonly text: string | null | undefined;
          };
          readonly id: string;
          readonly isAlerting: boolean;
          readonly name: string;
          readonly newCount: number;
          readonly order: DemandOrder | null | undefined;
          readonly version: number;
        };
      }>;
    };
  } | null | undefined;
};
export type SavedSearchesQuery = {
  response: SavedSearchesQuery$data;
  variables: SavedSearchesQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Viewer",
    "kind": "LinkedField",
    "name": "viewer",
    "plural": false,
    "selections": [
      (v0/*:: as any*/),
      {
        "alias": null,
        "args": [
          {
            "kind": "Literal",
            "name": "first",
            "value": 100
          }
        ],
        "concreteType": "SavedSearchConnection",
        "kind": "LinkedField",
        "name": "savedSearches",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "cursor",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "SavedSearchEdge",
            "kind": "LinkedField",
            "name": "edges",
            "plural": true,
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "SavedSearch",
                "kind": "LinkedField",
                "name": "node",
                "plural": false,
                "selections": [
                  (v0/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "name",
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
                    "name": "newCount",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "isAlerting",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "order",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "SavedFilter",
                    "kind": "LinkedField",
                    "name": "filter",
                    "plural": false,
                    "selections": [
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "text",
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
                        "name": "states",
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
                        "concreteType": "Money",
                        "kind": "LinkedField",
                        "name": "budgetAtLeast",
                        "plural": false,
                        "selections": [
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
                        ],
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "closesBefore",
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
        "storageKey": "savedSearches(first:100)"
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "SavedSearchesQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "SavedSearchesQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "c4be6e537341f3073f6607a9dffd30cb",
    "id": null,
    "metadata": {},
    "name": "SavedSearchesQuery",
    "operationKind": "query",
    "text": "query SavedSearchesQuery {\n  viewer {\n    id\n    savedSearches(first: 100) {\n      cursor\n      edges {\n        node {\n          id\n          name\n          version\n          newCount\n          isAlerting\n          order\n          filter {\n            text\n            skills\n            states\n            audience\n            budgetAtLeast {\n              amount\n              currency\n            }\n            closesBefore\n          }\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "31858d678a4e79cffbb311bb730c50a3";

export default node;
