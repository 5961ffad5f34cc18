/**
 * @generated SignedSource<<ab98d68c9ec3f7fe56841c122f242c9a>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type ComparisonUnit = "COUNT" | "DAYS" | "MONEY" | "RATING" | "SHARE" | "%future added value";
export type Standing = "ALTERNATIVE" | "ELIMINATED" | "SELECTED" | "UNDECIDED" | "%future added value";
export type CompareQuery$variables = {
  id: string;
  ids: ReadonlyArray<string>;
};
export type CompareQuery$data = {
  readonly demand: {
    readonly __typename: string;
    readonly currency?: string;
    readonly id: string;
    readonly title: string;
    readonly workbench?: {
      readonly comparison: {
        readonly candidates: ReadonlyArray<{
          readonly alternativeRank: number | null | undefined;
          readonly applicant: {
            readonly bid: {
              readonly id: string;
              readonly proposal: string;
              readonly stages: ReadonlyArray<{
                readonly amount: {
                  readonly amount: string;
                  readonly currency: string;
                };
                readonly dueAfterDays: number | null | undefined;
                readonly title: string;
              }>;
            } | null | undefined;
            readonly id: string;
            readonly party: {
              readonly id: string;
              readonly name: string;
              readonly verifiedAt: string | null | undefined;
            };
          };
          readonly id: string;
          readonly score: {
            readonly contributions: ReadonlyArray<{
              readonly contribution: number;
              readonly key: string;
              readonly normalized: number;
            }>;
          } | null | undefined;
          readonly standing: Standing;
        }>;
        readonly rows: ReadonlyArray<{
          readonly cells: ReadonlyArray<{
            readonly isBest: boolean;
            readonly isMissing: boolean;
            readonly text: string | null | undefined;
            readonly value: string | null | undefined;
          }>;
          readonly key: string;
          readonly unit: ComparisonUnit;
        }>;
      };
      readonly criteria: ReadonlyArray<{
        readonly key: string;
      }>;
      readonly id: string;
    } | null | undefined;
  } | null | undefined;
};
export type CompareQuery = {
  response: CompareQuery$data;
  variables: CompareQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  },
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "ids"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "title",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "currency",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "key",
  "storageKey": null
},
v5 = [
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
      (v2/*:: as any*/),
      {
        "kind": "InlineFragment",
        "selections": [
          (v3/*:: as any*/),
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
                "args": null,
                "concreteType": "Criterion",
                "kind": "LinkedField",
                "name": "criteria",
                "plural": true,
                "selections": [
                  (v4/*:: as any*/)
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": [
                  {
                    "kind": "Variable",
                    "name": "candidateIds",
                    "variableName": "ids"
                  }
                ],
                "concreteType": "Comparison",
                "kind": "LinkedField",
                "name": "comparison",
                "plural": false,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Candidate",
                    "kind": "LinkedField",
                    "name": "candidates",
                    "plural": true,
                    "selections": [
                      (v1/*:: as any*/),
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
                        "concreteType": "Score",
                        "kind": "LinkedField",
                        "name": "score",
                        "plural": false,
                        "selections": [
                          {
                            "alias": null,
                            "args": null,
                            "concreteType": "Contribution",
                            "kind": "LinkedField",
                            "name": "contributions",
                            "plural": true,
                            "selections": [
                              (v4/*:: as any*/),
                              {
                                "alias": null,
                                "args": null,
                                "kind": "ScalarField",
                                "name": "contribution",
                                "storageKey": null
                              },
                              {
                                "alias": null,
                                "args": null,
                                "kind": "ScalarField",
                                "name": "normalized",
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
                        "concreteType": "Applicant",
                        "kind": "LinkedField",
                        "name": "applicant",
                        "plural": false,
                        "selections": [
                          (v1/*:: as any*/),
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
                              },
                              {
                                "alias": null,
                                "args": null,
                                "kind": "ScalarField",
                                "name": "verifiedAt",
                                "storageKey": null
                              }
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
                              (v1/*:: as any*/),
                              {
                                "alias": null,
                                "args": null,
                                "kind": "ScalarField",
                                "name": "proposal",
                                "storageKey": null
                              },
                              {
                                "alias": null,
                                "args": null,
                                "concreteType": "BidStage",
                                "kind": "LinkedField",
                                "name": "stages",
                                "plural": true,
                                "selections": [
                                  (v2/*:: as any*/),
                                  {
                                    "alias": null,
                                    "args": null,
                                    "concreteType": "Money",
                                    "kind": "LinkedField",
                                    "name": "amount",
                                    "plural": false,
                                    "selections": [
                                      {
                                        "alias": null,
                                        "args": null,
                                        "kind": "ScalarField",
                                        "name": "amount",
                                        "storageKey": null
                                      },
                                      (v3/*:: as any*/)
                                    ],
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
                              }
                            ],
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
                    "concreteType": "ComparisonRow",
                    "kind": "LinkedField",
                    "name": "rows",
                    "plural": true,
                    "selections": [
                      (v4/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "unit",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "ComparisonCell",
                        "kind": "LinkedField",
                        "name": "cells",
                        "plural": true,
                        "selections": [
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "value",
                            "storageKey": null
                          },
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
                            "name": "isMissing",
                            "storageKey": null
                          },
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "isBest",
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
    "name": "CompareQuery",
    "selections": (v5/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "CompareQuery",
    "selections": (v5/*:: as any*/)
  },
  "params": {
    "cacheID": "d938a5b18d5863221458f72da0ec960e",
    "id": null,
    "metadata": {},
    "name": "CompareQuery",
    "operationKind": "query",
    "text": "query CompareQuery(\n  $id: ID!\n  $ids: [ID!]!\n) {\n  demand(id: $id) {\n    __typename\n    id\n    title\n    ... on BiddingDemand {\n      currency\n      workbench {\n        id\n        criteria {\n          key\n        }\n        comparison(candidateIds: $ids) {\n          candidates {\n            id\n            standing\n            alternativeRank\n            score {\n              contributions {\n                key\n                contribution\n                normalized\n              }\n            }\n            applicant {\n              id\n              party {\n                id\n                name\n                verifiedAt\n              }\n              bid {\n                id\n                proposal\n                stages {\n                  title\n                  amount {\n                    amount\n                    currency\n                  }\n                  dueAfterDays\n                }\n              }\n            }\n          }\n          rows {\n            key\n            unit\n            cells {\n              value\n              text\n              isMissing\n              isBest\n            }\n          }\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "9c2a688ea0bc2163e4063b12491fa21e";

export default node;
