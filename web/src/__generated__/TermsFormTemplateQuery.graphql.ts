/**
 * @generated SignedSource<<eab9e88150dc5760aacfc376032e57b7>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type TemplateFieldKind = "CHOICE" | "DATE" | "MONEY" | "NUMBER" | "PARTY" | "ROWS" | "SELECTION" | "TEXT" | "%future added value";
export type TermsFormTemplateQuery$variables = {
  id: string;
};
export type TermsFormTemplateQuery$data = {
  readonly node: {
    readonly __typename: "TemplateVersion";
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
      readonly suggestion: string | null | undefined;
      readonly type: TemplateFieldKind;
    }>;
    readonly id: string;
  } | {
    // This will never be '%other', but we need some
    // value in case none of the concrete values match.
    readonly __typename: "%other";
  } | null | undefined;
};
export type TermsFormTemplateQuery = {
  response: TermsFormTemplateQuery$data;
  variables: TermsFormTemplateQuery$variables;
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
  "name": "key",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "label",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "type",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "isRequired",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "hint",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "maxLength",
  "storageKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "decimals",
  "storageKey": null
},
v11 = {
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
    (v5/*:: as any*/)
  ],
  "storageKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "concreteType": "TemplateField",
  "kind": "LinkedField",
  "name": "fields",
  "plural": true,
  "selections": [
    (v4/*:: as any*/),
    (v5/*:: as any*/),
    (v6/*:: as any*/),
    (v7/*:: as any*/),
    (v8/*:: as any*/),
    (v9/*:: as any*/),
    (v10/*:: as any*/),
    (v11/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "concreteType": "TemplateField",
      "kind": "LinkedField",
      "name": "columns",
      "plural": true,
      "selections": [
        (v4/*:: as any*/),
        (v5/*:: as any*/),
        (v6/*:: as any*/),
        (v7/*:: as any*/),
        (v8/*:: as any*/),
        (v9/*:: as any*/),
        (v10/*:: as any*/),
        (v11/*:: as any*/)
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "suggestion",
      "storageKey": null
    }
  ],
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "TermsFormTemplateQuery",
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
              (v12/*:: as any*/)
            ],
            "type": "TemplateVersion",
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
    "name": "TermsFormTemplateQuery",
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
              (v12/*:: as any*/)
            ],
            "type": "TemplateVersion",
            "abstractKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "1d1aab414aae66902e7abeefedd362b1",
    "id": null,
    "metadata": {},
    "name": "TermsFormTemplateQuery",
    "operationKind": "query",
    "text": "query TermsFormTemplateQuery(\n  $id: ID!\n) {\n  node(id: $id) {\n    __typename\n    ... on TemplateVersion {\n      id\n      fields {\n        key\n        label\n        type\n        isRequired\n        hint\n        maxLength\n        decimals\n        options {\n          value\n          label\n        }\n        columns {\n          key\n          label\n          type\n          isRequired\n          hint\n          maxLength\n          decimals\n          options {\n            value\n            label\n          }\n        }\n        suggestion\n      }\n    }\n    id\n  }\n}\n"
  }
};
})();

(node as any).hash = "8c3198c8285149fe41eb37af265afa6e";

export default node;
