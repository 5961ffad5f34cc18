/**
 * @generated SignedSource<<d91ed70424c550bc38f2318b341ca6ae>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type ContractSide = "AWARDER" | "RECEIVER" | "%future added value";
export type ContractState = "COMPLETED" | "CONSISTENCY_FAILED" | "DRAFT" | "EFFECTIVE" | "EXPIRED" | "NEGOTIATING" | "PARTLY_EXECUTED" | "PERFORMING" | "READY_TO_SIGN" | "REFUSED" | "SUPERSEDED" | "TERMINATED" | "VERIFYING_OFFLINE" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type StageState = "ACCEPTED" | "AWAITING_FUNDS" | "CANCELLED" | "DISPUTED" | "FUNDED" | "PARTLY_RELEASED" | "PLANNED" | "REFUNDED" | "REFUND_REQUESTED" | "RELEASED" | "REWORK" | "SETTLED" | "SUBMITTED" | "%future added value";
export type SupplementState = "ACTIVE" | "CANCELLED" | "DRAFT" | "EXPIRED" | "PARTLY_EXECUTED" | "PROPOSED" | "READY_TO_SIGN" | "REJECTED" | "STALE" | "%future added value";
export type TemplateFieldKind = "CHOICE" | "DATE" | "MONEY" | "NUMBER" | "PARTY" | "ROWS" | "SELECTION" | "TEXT" | "%future added value";
export type NewSupplementQuery$variables = {
  id: string;
};
export type NewSupplementQuery$data = {
  readonly contract: {
    readonly awarder: {
      readonly id: string;
      readonly myRole: MemberRole | null | undefined;
      readonly name: string;
    };
    readonly demand: {
      readonly id: string;
      readonly title: string;
    };
    readonly effectiveTerms: {
      readonly terms: string;
    } | null | undefined;
    readonly id: string;
    readonly number: string;
    readonly present: ReadonlyArray<{
      readonly templateVersion: {
        readonly fields: ReadonlyArray<{
          readonly columns: ReadonlyArray<{
            readonly decimals: number;
            readonly hint: string;
            readonly isRequired: boolean;
            readonly key: string;
            readonly label: string;
            readonly maxLength: number;
            readonly options: ReadonlyArray<{
              readonly label: string;
              readonly value: string;
            }>;
            readonly type: TemplateFieldKind;
          }>;
          readonly decimals: number;
          readonly hint: string;
          readonly isRequired: boolean;
          readonly key: string;
          readonly label: string;
          readonly maxLength: number;
          readonly options: ReadonlyArray<{
            readonly label: string;
            readonly value: string;
          }>;
          readonly type: TemplateFieldKind;
        }>;
        readonly id: string;
      };
    }>;
    readonly receiver: {
      readonly id: string;
      readonly myRole: MemberRole | null | undefined;
      readonly name: string;
    };
    readonly stages: ReadonlyArray<{
      readonly acceptanceTerms: string | null | undefined;
      readonly amount: {
        readonly amount: string;
      };
      readonly dueOn: any | null | undefined;
      readonly id: string;
      readonly number: number;
      readonly state: StageState;
      readonly title: string;
    }>;
    readonly state: ContractState;
    readonly supplements: ReadonlyArray<{
      readonly id: string;
      readonly side: ContractSide;
      readonly state: SupplementState;
    }>;
    readonly total: {
      readonly amount: string;
      readonly currency: string;
    };
  } | null | undefined;
  readonly templates: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly id: string;
        readonly language: string;
        readonly latestVersion: {
          readonly fields: ReadonlyArray<{
            readonly decimals: number;
            readonly hint: string;
            readonly isRequired: boolean;
            readonly key: string;
            readonly label: string;
            readonly maxLength: number;
            readonly options: ReadonlyArray<{
              readonly label: string;
              readonly value: string;
            }>;
            readonly type: TemplateFieldKind;
          }>;
          readonly id: string;
        };
        readonly party: {
          readonly id: string;
        } | null | undefined;
      };
    }>;
  };
  readonly viewer: {
    readonly id: string;
  } | null | undefined;
};
export type NewSupplementQuery = {
  response: NewSupplementQuery$data;
  variables: NewSupplementQuery$variables;
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
  "selections": (v2/*:: as any*/),
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
  "name": "number",
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
  "name": "amount",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "concreteType": "Money",
  "kind": "LinkedField",
  "name": "total",
  "plural": false,
  "selections": [
    (v7/*:: as any*/),
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
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "title",
  "storageKey": null
},
v10 = [
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
    "name": "myRole",
    "storageKey": null
  }
],
v11 = {
  "alias": null,
  "args": null,
  "concreteType": "Party",
  "kind": "LinkedField",
  "name": "awarder",
  "plural": false,
  "selections": (v10/*:: as any*/),
  "storageKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "concreteType": "Party",
  "kind": "LinkedField",
  "name": "receiver",
  "plural": false,
  "selections": (v10/*:: as any*/),
  "storageKey": null
},
v13 = {
  "alias": null,
  "args": null,
  "concreteType": "Stage",
  "kind": "LinkedField",
  "name": "stages",
  "plural": true,
  "selections": [
    (v1/*:: as any*/),
    (v5/*:: as any*/),
    (v9/*:: as any*/),
    (v6/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "amount",
      "plural": false,
      "selections": [
        (v7/*:: as any*/)
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "acceptanceTerms",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "dueOn",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v14 = {
  "alias": null,
  "args": null,
  "concreteType": "EffectiveTerms",
  "kind": "LinkedField",
  "name": "effectiveTerms",
  "plural": false,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "terms",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v15 = {
  "alias": null,
  "args": null,
  "concreteType": "Supplement",
  "kind": "LinkedField",
  "name": "supplements",
  "plural": true,
  "selections": [
    (v1/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "side",
      "storageKey": null
    },
    (v6/*:: as any*/)
  ],
  "storageKey": null
},
v16 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "key",
  "storageKey": null
},
v17 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "label",
  "storageKey": null
},
v18 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "type",
  "storageKey": null
},
v19 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "isRequired",
  "storageKey": null
},
v20 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "hint",
  "storageKey": null
},
v21 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "maxLength",
  "storageKey": null
},
v22 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "decimals",
  "storageKey": null
},
v23 = {
  "alias": null,
  "args": null,
  "concreteType": "TemplateOption",
  "kind": "LinkedField",
  "name": "options",
  "plural": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "value",
      "storageKey": null
    },
    (v17/*:: as any*/)
  ],
  "storageKey": null
},
v24 = [
  (v16/*:: as any*/),
  (v17/*:: as any*/),
  (v18/*:: as any*/),
  (v19/*:: as any*/),
  (v20/*:: as any*/),
  (v21/*:: as any*/),
  (v22/*:: as any*/),
  (v23/*:: as any*/)
],
v25 = {
  "alias": "present",
  "args": [
    {
      "kind": "Literal",
      "name": "first",
      "value": 1
    }
  ],
  "concreteType": "ContractVersion",
  "kind": "LinkedField",
  "name": "versions",
  "plural": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "TemplateVersion",
      "kind": "LinkedField",
      "name": "templateVersion",
      "plural": false,
      "selections": [
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "TemplateField",
          "kind": "LinkedField",
          "name": "fields",
          "plural": true,
          "selections": [
            (v16/*:: as any*/),
            (v17/*:: as any*/),
            (v18/*:: as any*/),
            (v19/*:: as any*/),
            (v20/*:: as any*/),
            (v21/*:: as any*/),
            (v22/*:: as any*/),
            (v23/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "concreteType": "TemplateField",
              "kind": "LinkedField",
              "name": "columns",
              "plural": true,
              "selections": (v24/*:: as any*/),
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "storageKey": "versions(first:1)"
},
v26 = {
  "alias": null,
  "args": [
    {
      "kind": "Literal",
      "name": "first",
      "value": 50
    },
    {
      "kind": "Literal",
      "name": "purposes",
      "value": [
        "SUPPLEMENT"
      ]
    }
  ],
  "concreteType": "TemplateConnection",
  "kind": "LinkedField",
  "name": "templates",
  "plural": false,
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "TemplateEdge",
      "kind": "LinkedField",
      "name": "edges",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "Template",
          "kind": "LinkedField",
          "name": "node",
          "plural": false,
          "selections": [
            (v1/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "language",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "concreteType": "Party",
              "kind": "LinkedField",
              "name": "party",
              "plural": false,
              "selections": (v2/*:: as any*/),
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "concreteType": "TemplateVersion",
              "kind": "LinkedField",
              "name": "latestVersion",
              "plural": false,
              "selections": [
                (v1/*:: as any*/),
                {
                  "alias": null,
                  "args": null,
                  "concreteType": "TemplateField",
                  "kind": "LinkedField",
                  "name": "fields",
                  "plural": true,
                  "selections": (v24/*:: as any*/),
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
  "storageKey": "templates(first:50,purposes:[\"SUPPLEMENT\"])"
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "NewSupplementQuery",
    "selections": [
      (v3/*:: as any*/),
      {
        "alias": null,
        "args": (v4/*:: as any*/),
        "concreteType": "Contract",
        "kind": "LinkedField",
        "name": "contract",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          (v5/*:: as any*/),
          (v6/*:: as any*/),
          (v8/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": null,
            "kind": "LinkedField",
            "name": "demand",
            "plural": false,
            "selections": [
              (v1/*:: as any*/),
              (v9/*:: as any*/)
            ],
            "storageKey": null
          },
          (v11/*:: as any*/),
          (v12/*:: as any*/),
          (v13/*:: as any*/),
          (v14/*:: as any*/),
          (v15/*:: as any*/),
          (v25/*:: as any*/)
        ],
        "storageKey": null
      },
      (v26/*:: as any*/)
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "NewSupplementQuery",
    "selections": [
      (v3/*:: as any*/),
      {
        "alias": null,
        "args": (v4/*:: as any*/),
        "concreteType": "Contract",
        "kind": "LinkedField",
        "name": "contract",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          (v5/*:: as any*/),
          (v6/*:: as any*/),
          (v8/*:: as any*/),
          {
            "alias": null,
            "args": null,
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
              (v9/*:: as any*/)
            ],
            "storageKey": null
          },
          (v11/*:: as any*/),
          (v12/*:: as any*/),
          (v13/*:: as any*/),
          (v14/*:: as any*/),
          (v15/*:: as any*/),
          (v25/*:: as any*/)
        ],
        "storageKey": null
      },
      (v26/*:: as any*/)
    ]
  },
  "params": {
    "cacheID": "5eb35f488539c8881610143e6b33cfeb",
    "id": null,
    "metadata": {},
    "name": "NewSupplementQuery",
    "operationKind": "query",
    "text": "query NewSupplementQuery(\n  $id: ID!\n) {\n  viewer {\n    id\n  }\n  contract(id: $id) {\n    id\n    number\n    state\n    total {\n      amount\n      currency\n    }\n    demand {\n      __typename\n      id\n      title\n    }\n    awarder {\n      id\n      name\n      myRole\n    }\n    receiver {\n      id\n      name\n      myRole\n    }\n    stages {\n      id\n      number\n      title\n      state\n      amount {\n        amount\n      }\n      acceptanceTerms\n      dueOn\n    }\n    effectiveTerms {\n      terms\n    }\n    supplements {\n      id\n      side\n      state\n    }\n    present: versions(first: 1) {\n      templateVersion {\n        id\n        fields {\n          key\n          label\n          type\n          isRequired\n          hint\n          maxLength\n          decimals\n          options {\n            value\n            label\n          }\n          columns {\n            key\n            label\n            type\n            isRequired\n            hint\n            maxLength\n            decimals\n            options {\n              value\n              label\n            }\n          }\n        }\n      }\n    }\n  }\n  templates(purposes: [SUPPLEMENT], first: 50) {\n    edges {\n      node {\n        id\n        language\n        party {\n          id\n        }\n        latestVersion {\n          id\n          fields {\n            key\n            label\n            type\n            isRequired\n            hint\n            maxLength\n            decimals\n            options {\n              value\n              label\n            }\n          }\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "690c1facbca793b647f5006cec4d9f8e";

export default node;
