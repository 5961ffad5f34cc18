/**
 * @generated SignedSource<<122a2fa968fb942c8c69cb217caec3f5>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type AwardState = "ACCEPTED" | "DECLINED" | "LAPSED" | "OFFERED" | "REVOKED" | "VOIDED" | "%future added value";
export type ContractKind = "B2B" | "B2C" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
export type NewContractQuery$variables = {
  id: string;
};
export type NewContractQuery$data = {
  readonly node: {
    readonly __typename: "Award";
    readonly candidate: {
      readonly applicant: {
        readonly bid: {
          readonly id: string;
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
          readonly kind: PartyKind;
          readonly name: string;
        };
      };
      readonly id: string;
    } | null | undefined;
    readonly contract: {
      readonly id: string;
    } | null | undefined;
    readonly demand: {
      readonly awarder: {
        readonly id: string;
        readonly kind: PartyKind;
        readonly name: string;
      };
      readonly id: string;
      readonly myApplicants?: ReadonlyArray<{
        readonly award: {
          readonly id: string;
        } | null | undefined;
        readonly bid: {
          readonly id: string;
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
          readonly kind: PartyKind;
          readonly name: string;
        };
      }>;
      readonly title: string;
    };
    readonly id: string;
    readonly kind: ContractKind;
    readonly price: {
      readonly amount: string;
      readonly currency: string;
    };
    readonly state: AwardState;
  } | {
    // This will never be '%other', but we need some
    // value in case none of the concrete values match.
    readonly __typename: "%other";
  } | null | undefined;
};
export type NewContractQuery = {
  response: NewContractQuery$data;
  variables: NewContractQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "id"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "__typename",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "kind",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "amount",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "price",
  "plural": false,
  "selections": [
    (v6/*:: as any*/),
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
v8 = [
  (v3/*:: as any*/)
],
v9 = {
  "alias": null,
  "args": null,
  "concreteType": "Contract",
  "kind": "LinkedField",
  "name": "contract",
  "plural": false,
  "selections": (v8/*:: as any*/),
  "storageKey": null
},
v10 = [
  (v3/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "name",
    "storageKey": null
  },
  (v5/*:: as any*/)
],
v11 = {
  "alias": null,
  "args": null,
  "concreteType": "Party",
  "kind": "LinkedField",
  "name": "party",
  "plural": false,
  "selections": (v10/*:: as any*/),
  "storageKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "title",
  "storageKey": null
},
v13 = {
  "alias": null,
  "args": null,
  "concreteType": "Bid",
  "kind": "LinkedField",
  "name": "bid",
  "plural": false,
  "selections": [
    (v3/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "BidStage",
      "kind": "LinkedField",
      "name": "stages",
      "plural": true,
      "selections": [
        (v12/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "amount",
          "plural": false,
          "selections": [
            (v6/*:: as any*/)
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
},
v14 = {
  "alias": null,
  "args": null,
  "concreteType": "Candidate",
  "kind": "LinkedField",
  "name": "candidate",
  "plural": false,
  "selections": [
    (v3/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "Applicant",
      "kind": "LinkedField",
      "name": "applicant",
      "plural": false,
      "selections": [
        (v3/*:: as any*/),
        (v11/*:: as any*/),
        (v13/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "storageKey": null
},
v15 = {
  "alias": null,
  "args": null,
  "concreteType": "Party",
  "kind": "LinkedField",
  "name": "awarder",
  "plural": false,
  "selections": (v10/*:: as any*/),
  "storageKey": null
},
v16 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Applicant",
      "kind": "LinkedField",
      "name": "myApplicants",
      "plural": true,
      "selections": [
        (v3/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "Award",
          "kind": "LinkedField",
          "name": "award",
          "plural": false,
          "selections": (v8/*:: as any*/),
          "storageKey": null
        },
        (v11/*:: as any*/),
        (v13/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "BiddingDemand",
  "abstractKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "NewContractQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              (v3/*:: as any*/),
              (v4/*:: as any*/),
              (v5/*:: as any*/),
              (v7/*:: as any*/),
              (v9/*:: as any*/),
              (v14/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": null,
                "kind": "LinkedField",
                "name": "demand",
                "plural": false,
                "selections": [
                  (v3/*:: as any*/),
                  (v12/*:: as any*/),
                  (v15/*:: as any*/),
                  (v16/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "type": "Award",
            "abstractKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "NewContractQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              (v4/*:: as any*/),
              (v5/*:: as any*/),
              (v7/*:: as any*/),
              (v9/*:: as any*/),
              (v14/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": null,
                "kind": "LinkedField",
                "name": "demand",
                "plural": false,
                "selections": [
                  (v2/*:: as any*/),
                  (v3/*:: as any*/),
                  (v12/*:: as any*/),
                  (v15/*:: as any*/),
                  (v16/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "type": "Award",
            "abstractKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "764a9482ae35f9ff57c375d1f4f6966d",
    "id": null,
    "metadata": {},
    "name": "NewContractQuery",
    "operationKind": "query",
    "text": "query NewContractQuery(\n  $id: ID!\n) {\n  node(id: $id) {\n    __typename\n    ... on Award {\n      id\n      state\n      kind\n      price {\n        amount\n        currency\n      }\n      contract {\n        id\n      }\n      candidate {\n        id\n        applicant {\n          id\n          party {\n            id\n            name\n            kind\n          }\n          bid {\n            id\n            stages {\n              title\n              amount {\n                amount\n              }\n              dueAfterDays\n            }\n          }\n        }\n      }\n      demand {\n        __typename\n        id\n        title\n        awarder {\n          id\n          name\n          kind\n        }\n        ... on BiddingDemand {\n          myApplicants {\n            id\n            award {\n              id\n            }\n            party {\n              id\n              name\n              kind\n            }\n            bid {\n              id\n              stages {\n                title\n                amount {\n                  amount\n                }\n                dueAfterDays\n              }\n            }\n          }\n        }\n      }\n    }\n    id\n  }\n}\n"
  }
};
})();

(node as any).hash = "a6859322a80ea314a883c73a19b7f717";

export default node;
