/**
 * @generated SignedSource<<d9c5a1cf6710c10b1d09f2936cf3a231>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
export type QuestionAction = "ANSWER" | "HIDE" | "RESTORE" | "WITHDRAW" | "%future added value";
export type StaffRole = "ADMINISTRATOR" | "EXPERT" | "MEDIATOR" | "PROFESSIONAL" | "RESOURCE_MANAGER" | "%future added value";
export type StaffQuery$variables = Record<PropertyKey, never>;
export type StaffQuery$data = {
  readonly viewer: {
    readonly hiddenQuestions: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly actions: ReadonlyArray<QuestionAction>;
          readonly answer: string | null | undefined;
          readonly body: string;
          readonly demand: {
            readonly id: string;
            readonly title: string;
          };
          readonly hiddenReason: string | null | undefined;
          readonly id: string;
          readonly version: number;
        };
      }>;
      readonly totalCount: number;
    };
    readonly id: string;
    readonly managedDemands: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly deadlineAt: string | null | undefined;
          readonly id: string;
          readonly state: DemandState;
          readonly title: string;
        };
      }>;
    };
    readonly partiesToVerify: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly kind: PartyKind;
          readonly name: string;
          readonly skills: ReadonlyArray<string>;
          readonly summary: string | null | undefined;
          readonly version: number;
        };
      }>;
      readonly totalCount: number;
    };
    readonly roles: ReadonlyArray<StaffRole>;
  } | null | undefined;
};
export type StaffQuery = {
  response: StaffQuery$data;
  variables: StaffQuery$variables;
};

const node: ConcreteRequest = (function(){
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
  "name": "roles",
  "storageKey": null
},
v2 = [
  {
    "kind": "Literal",
    "name": "first",
    "value": 200
  }
],
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "totalCount",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "version",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": (v2/*:: as any*/),
  "concreteType": "PartyConnection",
  "kind": "LinkedField",
  "name": "partiesToVerify",
  "plural": false,
  "selections": [
    (v3/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "PartyEdge",
      "kind": "LinkedField",
      "name": "edges",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "Party",
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
              "name": "kind",
              "storageKey": null
            },
            (v4/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "summary",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "skills",
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "storageKey": "partiesToVerify(first:200)"
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "title",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "deadlineAt",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": (v2/*:: as any*/),
  "concreteType": "HiddenQuestionConnection",
  "kind": "LinkedField",
  "name": "hiddenQuestions",
  "plural": false,
  "selections": [
    (v3/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "QuestionEdge",
      "kind": "LinkedField",
      "name": "edges",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "Question",
          "kind": "LinkedField",
          "name": "node",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "body",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "answer",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "hiddenReason",
              "storageKey": null
            },
            (v4/*:: as any*/),
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
              "concreteType": "BiddingDemand",
              "kind": "LinkedField",
              "name": "demand",
              "plural": false,
              "selections": [
                (v0/*:: as any*/),
                (v6/*:: as any*/)
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
  "storageKey": "hiddenQuestions(first:200)"
};
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "StaffQuery",
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "Viewer",
        "kind": "LinkedField",
        "name": "viewer",
        "plural": false,
        "selections": [
          (v0/*:: as any*/),
          (v1/*:: as any*/),
          (v5/*:: as any*/),
          {
            "alias": null,
            "args": (v2/*:: as any*/),
            "concreteType": "DemandConnection",
            "kind": "LinkedField",
            "name": "managedDemands",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "DemandEdge",
                "kind": "LinkedField",
                "name": "edges",
                "plural": true,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": null,
                    "kind": "LinkedField",
                    "name": "node",
                    "plural": false,
                    "selections": [
                      (v0/*:: as any*/),
                      (v6/*:: as any*/),
                      (v7/*:: as any*/),
                      (v8/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "storageKey": "managedDemands(first:200)"
          },
          (v9/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "StaffQuery",
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "Viewer",
        "kind": "LinkedField",
        "name": "viewer",
        "plural": false,
        "selections": [
          (v0/*:: as any*/),
          (v1/*:: as any*/),
          (v5/*:: as any*/),
          {
            "alias": null,
            "args": (v2/*:: as any*/),
            "concreteType": "DemandConnection",
            "kind": "LinkedField",
            "name": "managedDemands",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "concreteType": "DemandEdge",
                "kind": "LinkedField",
                "name": "edges",
                "plural": true,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": null,
                    "kind": "LinkedField",
                    "name": "node",
                    "plural": false,
                    "selections": [
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "__typename",
                        "storageKey": null
                      },
                      (v0/*:: as any*/),
                      (v6/*:: as any*/),
                      (v7/*:: as any*/),
                      (v8/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "storageKey": "managedDemands(first:200)"
          },
          (v9/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "d3ec911fd023165141ead23660e72bd8",
    "id": null,
    "metadata": {},
    "name": "StaffQuery",
    "operationKind": "query",
    "text": "query StaffQuery {\n  viewer {\n    id\n    roles\n    partiesToVerify(first: 200) {\n      totalCount\n      edges {\n        node {\n          id\n          name\n          kind\n          version\n          summary\n          skills\n        }\n      }\n    }\n    managedDemands(first: 200) {\n      edges {\n        node {\n          __typename\n          id\n          title\n          state\n          deadlineAt\n        }\n      }\n    }\n    hiddenQuestions(first: 200) {\n      totalCount\n      edges {\n        node {\n          id\n          body\n          answer\n          hiddenReason\n          version\n          actions\n          demand {\n            id\n            title\n          }\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "a4f08d007e202c1fe9c6b08d8fb01e77";

export default node;
