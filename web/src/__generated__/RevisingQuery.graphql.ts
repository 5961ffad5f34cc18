/**
 * @generated SignedSource<<22235b059336107ad65b4317a505d791>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type ContractAction = "ACCEPT_TERMINATION" | "APPROVE_TERMS" | "DECLINE_TERMINATION" | "LODGE_SCAN" | "PROPOSE_TERMINATION" | "REFUSE" | "REJECT_SCAN" | "REVISE" | "SIGN" | "VERIFY_SCAN" | "%future added value";
export type ContractKind = "B2B" | "B2C" | "%future added value";
export type ContractSide = "AWARDER" | "RECEIVER" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
export type TemplateFieldKind = "CHOICE" | "DATE" | "MONEY" | "NUMBER" | "PARTY" | "ROWS" | "SELECTION" | "TEXT" | "%future added value";
export type RevisingQuery$variables = {
  id: string;
};
export type RevisingQuery$data = {
  readonly contract: {
    readonly actions: ReadonlyArray<ContractAction>;
    readonly approvals: ReadonlyArray<{
      readonly side: ContractSide;
    }>;
    readonly award: {
      readonly id: string;
      readonly price: {
        readonly amount: string;
        readonly currency: string;
      };
    };
    readonly awarder: {
      readonly id: string;
      readonly kind: PartyKind;
      readonly myRole: MemberRole | null | undefined;
      readonly name: string;
    };
    readonly demand: {
      readonly id: string;
      readonly title: string;
    };
    readonly id: string;
    readonly kind: ContractKind;
    readonly missing: ReadonlyArray<string>;
    readonly number: string;
    readonly receiver: {
      readonly id: string;
      readonly kind: PartyKind;
      readonly name: string;
    };
    readonly terms: string;
    readonly version: number;
    readonly versions: ReadonlyArray<{
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
  } | null | undefined;
  readonly viewer: {
    readonly id: string;
  } | null | undefined;
};
export type RevisingQuery = {
  response: RevisingQuery$data;
  variables: RevisingQuery$variables;
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
v2 = {
  "alias": null,
  "args": null,
  "concreteType": "Viewer",
  "kind": "LinkedField",
  "name": "viewer",
  "plural": false,
  "selections": [
    (v1/*:: as any*/)
  ],
  "storageKey": null
},
v3 = [
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "id"
  }
],
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "number",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "version",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "kind",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "terms",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "missing",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "actions",
  "storageKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "title",
  "storageKey": null
},
v11 = {
  "alias": null,
  "args": null,
  "concreteType": "Award",
  "kind": "LinkedField",
  "name": "award",
  "plural": false,
  "selections": [
    (v1/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "price",
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
    }
  ],
  "storageKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v13 = {
  "alias": null,
  "args": null,
  "concreteType": "Party",
  "kind": "LinkedField",
  "name": "awarder",
  "plural": false,
  "selections": [
    (v1/*:: as any*/),
    (v12/*:: as any*/),
    (v6/*:: as any*/),
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
v14 = {
  "alias": null,
  "args": null,
  "concreteType": "Party",
  "kind": "LinkedField",
  "name": "receiver",
  "plural": false,
  "selections": [
    (v1/*:: as any*/),
    (v12/*:: as any*/),
    (v6/*:: as any*/)
  ],
  "storageKey": null
},
v15 = {
  "alias": null,
  "args": null,
  "concreteType": "Approval",
  "kind": "LinkedField",
  "name": "approvals",
  "plural": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "side",
      "storageKey": null
    }
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
v24 = {
  "alias": null,
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
              "selections": [
                (v16/*:: as any*/),
                (v17/*:: as any*/),
                (v18/*:: as any*/),
                (v19/*:: as any*/),
                (v20/*:: as any*/),
                (v21/*:: as any*/),
                (v22/*:: as any*/),
                (v23/*:: as any*/)
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
  "storageKey": "versions(first:1)"
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "RevisingQuery",
    "selections": [
      (v2/*:: as any*/),
      {
        "alias": null,
        "args": (v3/*:: as any*/),
        "concreteType": "Contract",
        "kind": "LinkedField",
        "name": "contract",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          (v4/*:: as any*/),
          (v5/*:: as any*/),
          (v6/*:: as any*/),
          (v7/*:: as any*/),
          (v8/*:: as any*/),
          (v9/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": null,
            "kind": "LinkedField",
            "name": "demand",
            "plural": false,
            "selections": [
              (v1/*:: as any*/),
              (v10/*:: as any*/)
            ],
            "storageKey": null
          },
          (v11/*:: as any*/),
          (v13/*:: as any*/),
          (v14/*:: as any*/),
          (v15/*:: as any*/),
          (v24/*:: as any*/)
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
    "name": "RevisingQuery",
    "selections": [
      (v2/*:: as any*/),
      {
        "alias": null,
        "args": (v3/*:: as any*/),
        "concreteType": "Contract",
        "kind": "LinkedField",
        "name": "contract",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          (v4/*:: as any*/),
          (v5/*:: as any*/),
          (v6/*:: as any*/),
          (v7/*:: as any*/),
          (v8/*:: as any*/),
          (v9/*:: as any*/),
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
              (v10/*:: as any*/)
            ],
            "storageKey": null
          },
          (v11/*:: as any*/),
          (v13/*:: as any*/),
          (v14/*:: as any*/),
          (v15/*:: as any*/),
          (v24/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "d0d63e7bd360f0c7dc8bbaf4171f823b",
    "id": null,
    "metadata": {},
    "name": "RevisingQuery",
    "operationKind": "query",
    "text": "query RevisingQuery(\n  $id: ID!\n) {\n  viewer {\n    id\n  }\n  contract(id: $id) {\n    id\n    number\n    version\n    kind\n    terms\n    missing\n    actions\n    demand {\n      __typename\n      id\n      title\n    }\n    award {\n      id\n      price {\n        amount\n        currency\n      }\n    }\n    awarder {\n      id\n      name\n      kind\n      myRole\n    }\n    receiver {\n      id\n      name\n      kind\n    }\n    approvals {\n      side\n    }\n    versions(first: 1) {\n      templateVersion {\n        id\n        fields {\n          key\n          label\n          type\n          isRequired\n          hint\n          maxLength\n          decimals\n          options {\n            value\n            label\n          }\n          columns {\n            key\n            label\n            type\n            isRequired\n            hint\n            maxLength\n            decimals\n            options {\n              value\n              label\n            }\n          }\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "e7e6c5da66c88bb5199a0783fdaa9120";

export default node;
