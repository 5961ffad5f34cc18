/**
 * @generated SignedSource<<78cc82340b6522e56a4d371ab1e56ca0>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type AwardState = "ACCEPTED" | "DECLINED" | "LAPSED" | "OFFERED" | "REVOKED" | "VOIDED" | "%future added value";
export type ContractKind = "B2B" | "B2C" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
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
          readonly durationDays: number | null | undefined;
          readonly id: string;
          readonly proposal: string;
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
        readonly myRole: MemberRole | null | undefined;
        readonly name: string;
      };
      readonly description: string;
      readonly id: string;
      readonly myApplicants?: ReadonlyArray<{
        readonly award: {
          readonly id: string;
        } | null | undefined;
        readonly bid: {
          readonly durationDays: number | null | undefined;
          readonly id: string;
          readonly proposal: string;
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
  readonly viewer: {
    readonly contracts: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly awarder: {
            readonly id: string;
          };
          readonly id: string;
          readonly receiver: {
            readonly id: string;
          };
          readonly terms: string;
        };
      }>;
    };
    readonly id: string;
    readonly parties: ReadonlyArray<{
      readonly id: string;
      readonly taxProfile: {
        readonly address: ReadonlyArray<string>;
        readonly city: string;
        readonly country: string;
        readonly email: string | null | undefined;
        readonly postcode: string | null | undefined;
        readonly registration: string | null | undefined;
        readonly taxNumber: string | null | undefined;
        readonly vatNumber: string | null | undefined;
      } | null | undefined;
    }>;
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
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v2 = [
  (v1/*:: as any*/)
],
v3 = {
  "alias": null,
  "args": null,
  "concreteType": "Viewer",
  "kind": "LinkedField",
  "name": "viewer",
  "plural": false,
  "selections": [
    (v1/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "parties",
      "plural": true,
      "selections": [
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "TaxProfile",
          "kind": "LinkedField",
          "name": "taxProfile",
          "plural": false,
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "address",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "postcode",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "city",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "country",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "taxNumber",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "vatNumber",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "registration",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "email",
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
      "args": [
        {
          "kind": "Literal",
          "name": "first",
          "value": 20
        }
      ],
      "concreteType": "ContractConnection",
      "kind": "LinkedField",
      "name": "contracts",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "ContractEdge",
          "kind": "LinkedField",
          "name": "edges",
          "plural": true,
          "selections": [
            {
              "alias": null,
              "args": null,
              "concreteType": "Contract",
              "kind": "LinkedField",
              "name": "node",
              "plural": false,
              "selections": [
                (v1/*:: as any*/),
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "terms",
                  "storageKey": null
                },
                {
                  "alias": null,
                  "args": null,
                  "concreteType": "Party",
                  "kind": "LinkedField",
                  "name": "awarder",
                  "plural": false,
                  "selections": (v2/*:: as any*/),
                  "storageKey": null
                },
                {
                  "alias": null,
                  "args": null,
                  "concreteType": "Party",
                  "kind": "LinkedField",
                  "name": "receiver",
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
      "storageKey": "contracts(first:20)"
    }
  ],
  "storageKey": null
},
v4 = [
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "id"
  }
],
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "__typename",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "kind",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "amount",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "price",
  "plural": false,
  "selections": [
    (v8/*:: as any*/),
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
v10 = {
  "alias": null,
  "args": null,
  "concreteType": "Contract",
  "kind": "LinkedField",
  "name": "contract",
  "plural": false,
  "selections": (v2/*:: as any*/),
  "storageKey": null
},
v11 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "concreteType": "Party",
  "kind": "LinkedField",
  "name": "party",
  "plural": false,
  "selections": [
    (v1/*:: as any*/),
    (v11/*:: as any*/),
    (v7/*:: as any*/)
  ],
  "storageKey": null
},
v13 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "title",
  "storageKey": null
},
v14 = {
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
      "kind": "ScalarField",
      "name": "durationDays",
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
        (v13/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "amount",
          "plural": false,
          "selections": [
            (v8/*:: as any*/)
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
v15 = {
  "alias": null,
  "args": null,
  "concreteType": "Candidate",
  "kind": "LinkedField",
  "name": "candidate",
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
        (v12/*:: as any*/),
        (v14/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "storageKey": null
},
v16 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "description",
  "storageKey": null
},
v17 = {
  "alias": null,
  "args": null,
  "concreteType": "Party",
  "kind": "LinkedField",
  "name": "awarder",
  "plural": false,
  "selections": [
    (v1/*:: as any*/),
    (v11/*:: as any*/),
    (v7/*:: as any*/),
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
v18 = {
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
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "Award",
          "kind": "LinkedField",
          "name": "award",
          "plural": false,
          "selections": (v2/*:: as any*/),
          "storageKey": null
        },
        (v12/*:: as any*/),
        (v14/*:: as any*/)
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
      (v3/*:: as any*/),
      {
        "alias": null,
        "args": (v4/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          (v5/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              (v1/*:: as any*/),
              (v6/*:: as any*/),
              (v7/*:: as any*/),
              (v9/*:: as any*/),
              (v10/*:: as any*/),
              (v15/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": null,
                "kind": "LinkedField",
                "name": "demand",
                "plural": false,
                "selections": [
                  (v1/*:: as any*/),
                  (v13/*:: as any*/),
                  (v16/*:: as any*/),
                  (v17/*:: as any*/),
                  (v18/*:: as any*/)
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
      (v3/*:: as any*/),
      {
        "alias": null,
        "args": (v4/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          (v5/*:: as any*/),
          (v1/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              (v6/*:: as any*/),
              (v7/*:: as any*/),
              (v9/*:: as any*/),
              (v10/*:: as any*/),
              (v15/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": null,
                "kind": "LinkedField",
                "name": "demand",
                "plural": false,
                "selections": [
                  (v5/*:: as any*/),
                  (v1/*:: as any*/),
                  (v13/*:: as any*/),
                  (v16/*:: as any*/),
                  (v17/*:: as any*/),
                  (v18/*:: as any*/)
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
    "cacheID": "1e0b6b0fcce7251d81bbed911ca89c6d",
    "id": null,
    "metadata": {},
    "name": "NewContractQuery",
    "operationKind": "query",
    "text": "query NewContractQuery(\n  $id: ID!\n) {\n  viewer {\n    id\n    parties {\n      id\n      taxProfile {\n        address\n        postcode\n        city\n        country\n        taxNumber\n        vatNumber\n        registration\n        email\n      }\n    }\n    contracts(first: 20) {\n      edges {\n        node {\n          id\n          terms\n          awarder {\n            id\n          }\n          receiver {\n            id\n          }\n        }\n      }\n    }\n  }\n  node(id: $id) {\n    __typename\n    ... on Award {\n      id\n      state\n      kind\n      price {\n        amount\n        currency\n      }\n      contract {\n        id\n      }\n      candidate {\n        id\n        applicant {\n          id\n          party {\n            id\n            name\n            kind\n          }\n          bid {\n            id\n            proposal\n            durationDays\n            stages {\n              title\n              amount {\n                amount\n              }\n              dueAfterDays\n            }\n          }\n        }\n      }\n      demand {\n        __typename\n        id\n        title\n        description\n        awarder {\n          id\n          name\n          kind\n          myRole\n        }\n        ... on BiddingDemand {\n          myApplicants {\n            id\n            award {\n              id\n            }\n            party {\n              id\n              name\n              kind\n            }\n            bid {\n              id\n              proposal\n              durationDays\n              stages {\n                title\n                amount {\n                  amount\n                }\n                dueAfterDays\n              }\n            }\n          }\n        }\n      }\n    }\n    id\n  }\n}\n"
  }
};
})();

(node as any).hash = "cc62a24e9dc2c28797297bfe880ce690";

export default node;
