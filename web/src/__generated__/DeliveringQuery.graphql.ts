/**
 * @generated SignedSource<<099a28a9a336fb3e98b3c56d1a144ac5>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type TemplateFieldKind = "CHOICE" | "DATE" | "MONEY" | "NUMBER" | "PARTY" | "ROWS" | "SELECTION" | "TEXT" | "%future added value";
export type TemplateFindingKind = "CHECKBOX" | "COMMENT" | "CONTENT_CONTROL" | "DANGLING_REFERENCE" | "DRAFTING_NOTE" | "DRAWING" | "FIELD" | "FOOTER" | "HEADER" | "HIDDEN_TEXT" | "IMAGE" | "LINK" | "LONG_HEADING" | "MERGE_FIELD" | "NUMBER_FORMAT" | "TEXT_BOX" | "TRACKED_CHANGE" | "%future added value";
export type DeliveringQuery$variables = {
  id: string;
};
export type DeliveringQuery$data = {
  readonly templateRequest: {
    readonly conversion: {
      readonly fields: ReadonlyArray<{
        readonly columns: ReadonlyArray<{
          readonly decimals: number;
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
        readonly least: string | null | undefined;
        readonly maxLength: number;
        readonly most: string | null | undefined;
        readonly mostRows: number;
        readonly options: ReadonlyArray<{
          readonly label: string;
          readonly value: string;
        }>;
        readonly type: TemplateFieldKind;
      }>;
      readonly findings: ReadonlyArray<{
        readonly kind: TemplateFindingKind;
        readonly text: string;
        readonly where: string;
      }>;
      readonly source: string;
    };
    readonly id: string;
  } | null | undefined;
};
export type DeliveringQuery = {
  response: DeliveringQuery$data;
  variables: DeliveringQuery$variables;
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
  "name": "key",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "label",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "type",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "isRequired",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "maxLength",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "decimals",
  "storageKey": null
},
v7 = {
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
    (v2/*:: as any*/)
  ],
  "storageKey": null
},
v8 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "id",
        "variableName": "id"
      }
    ],
    "concreteType": "TemplateRequest",
    "kind": "LinkedField",
    "name": "templateRequest",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "id",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "TemplateConversion",
        "kind": "LinkedField",
        "name": "conversion",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "source",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "TemplateField",
            "kind": "LinkedField",
            "name": "fields",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              (v2/*:: as any*/),
              (v3/*:: as any*/),
              (v4/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "hint",
                "storageKey": null
              },
              (v5/*:: as any*/),
              (v6/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "least",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "most",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "mostRows",
                "storageKey": null
              },
              (v7/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "TemplateField",
                "kind": "LinkedField",
                "name": "columns",
                "plural": true,
                "selections": [
                  (v1/*:: as any*/),
                  (v2/*:: as any*/),
                  (v3/*:: as any*/),
                  (v4/*:: as any*/),
                  (v5/*:: as any*/),
                  (v6/*:: as any*/),
                  (v7/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "TemplateFinding",
            "kind": "LinkedField",
            "name": "findings",
            "plural": true,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "kind",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "where",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "text",
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
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "DeliveringQuery",
    "selections": (v8/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "DeliveringQuery",
    "selections": (v8/*:: as any*/)
  },
  "params": {
    "cacheID": "0ceeb9978736741db010d0d4f9619b3a",
    "id": null,
    "metadata": {},
    "name": "DeliveringQuery",
    "operationKind": "query",
    "text": "query DeliveringQuery(\n  $id: ID!\n) {\n  templateRequest(id: $id) {\n    id\n    conversion {\n      source\n      fields {\n        key\n        label\n        type\n        isRequired\n        hint\n        maxLength\n        decimals\n        least\n        most\n        mostRows\n        options {\n          value\n          label\n        }\n        columns {\n          key\n          label\n          type\n          isRequired\n          maxLength\n          decimals\n          options {\n            value\n            label\n          }\n        }\n      }\n      findings {\n        kind\n        where\n        text\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "41ac3d4746188fd7c9df96c555384de0";

export default node;
