/**
 * @generated SignedSource<<531ef2741654dc31d9e379b92fa1cfc8>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type TemplateFieldKind = "CHOICE" | "DATE" | "MONEY" | "NUMBER" | "PARTY" | "ROWS" | "SELECTION" | "TEXT" | "%future added value";
export type TemplateFindingKind = "CHECKBOX" | "COMMENT" | "CONTENT_CONTROL" | "DANGLING_REFERENCE" | "DRAFTING_NOTE" | "DRAWING" | "FIELD" | "FOOTER" | "HEADER" | "HIDDEN_TEXT" | "IMAGE" | "LINK" | "LONG_HEADING" | "MERGE_FIELD" | "NUMBER_FORMAT" | "OUTSIDE_TEMPLATE" | "TEXT_BOX" | "TRACKED_CHANGE" | "%future added value";
export type TemplateRequestAction = "APPROVE" | "ASK" | "BEGIN" | "CANCEL" | "DELIVER" | "GIVE_INFO" | "REJECT" | "REQUEST_CHANGES" | "%future added value";
export type DeliveringQuery$variables = {
  id: string;
};
export type DeliveringQuery$data = {
  readonly templateRequest: {
    readonly actions: ReadonlyArray<TemplateRequestAction>;
    readonly conversion: {
      readonly fields: ReadonlyArray<{
        readonly columns: ReadonlyArray<{
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
    readonly name: string;
    readonly rounds: ReadonlyArray<{
      readonly number: number;
    }>;
    readonly source: {
      readonly " $fragmentSpreads": FragmentRefs<"Files_attachments">;
    };
    readonly templateFields: ReadonlyArray<{
      readonly columns: ReadonlyArray<{
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
    readonly version: number;
  } | null | undefined;
  readonly viewer: {
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
  "name": "name",
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
  "name": "actions",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "concreteType": "TemplateRound",
  "kind": "LinkedField",
  "name": "rounds",
  "plural": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "number",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "key",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "label",
  "storageKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "type",
  "storageKey": null
},
v11 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "isRequired",
  "storageKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "hint",
  "storageKey": null
},
v13 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "maxLength",
  "storageKey": null
},
v14 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "decimals",
  "storageKey": null
},
v15 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "least",
  "storageKey": null
},
v16 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "most",
  "storageKey": null
},
v17 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "mostRows",
  "storageKey": null
},
v18 = {
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
    (v9/*:: as any*/)
  ],
  "storageKey": null
},
v19 = [
  (v8/*:: as any*/),
  (v9/*:: as any*/),
  (v10/*:: as any*/),
  (v11/*:: as any*/),
  (v12/*:: as any*/),
  (v13/*:: as any*/),
  (v14/*:: as any*/),
  (v15/*:: as any*/),
  (v16/*:: as any*/),
  (v17/*:: as any*/),
  (v18/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "concreteType": "TemplateField",
    "kind": "LinkedField",
    "name": "columns",
    "plural": true,
    "selections": [
      (v8/*:: as any*/),
      (v9/*:: as any*/),
      (v10/*:: as any*/),
      (v11/*:: as any*/),
      (v12/*:: as any*/),
      (v13/*:: as any*/),
      (v14/*:: as any*/),
      (v15/*:: as any*/),
      (v16/*:: as any*/),
      (v17/*:: as any*/),
      (v18/*:: as any*/)
    ],
    "storageKey": null
  }
],
v20 = {
  "alias": null,
  "args": null,
  "concreteType": "TemplateField",
  "kind": "LinkedField",
  "name": "templateFields",
  "plural": true,
  "selections": (v19/*:: as any*/),
  "storageKey": null
},
v21 = {
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
      "selections": (v19/*:: as any*/),
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
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "DeliveringQuery",
    "selections": [
      (v2/*:: as any*/),
      {
        "alias": null,
        "args": (v3/*:: as any*/),
        "concreteType": "TemplateRequest",
        "kind": "LinkedField",
        "name": "templateRequest",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          (v4/*:: as any*/),
          (v5/*:: as any*/),
          (v6/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Attachment",
            "kind": "LinkedField",
            "name": "source",
            "plural": false,
            "selections": [
              {
                "args": null,
                "kind": "FragmentSpread",
                "name": "Files_attachments"
              }
            ],
            "storageKey": null
          },
          (v7/*:: as any*/),
          (v20/*:: as any*/),
          (v21/*:: as any*/)
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
    "name": "DeliveringQuery",
    "selections": [
      (v2/*:: as any*/),
      {
        "alias": null,
        "args": (v3/*:: as any*/),
        "concreteType": "TemplateRequest",
        "kind": "LinkedField",
        "name": "templateRequest",
        "plural": false,
        "selections": [
          (v1/*:: as any*/),
          (v4/*:: as any*/),
          (v5/*:: as any*/),
          (v6/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Attachment",
            "kind": "LinkedField",
            "name": "source",
            "plural": false,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "fileName",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "mediaType",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "byteSize",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "url",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "thumbnailUrl",
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          (v7/*:: as any*/),
          (v20/*:: as any*/),
          (v21/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "6151bc883bcb106c5e8474d1d947fd13",
    "id": null,
    "metadata": {},
    "name": "DeliveringQuery",
    "operationKind": "query",
    "text": "query DeliveringQuery(\n  $id: ID!\n) {\n  viewer {\n    id\n  }\n  templateRequest(id: $id) {\n    id\n    name\n    version\n    actions\n    source {\n      ...Files_attachments\n      id\n    }\n    rounds {\n      number\n    }\n    templateFields {\n      key\n      label\n      type\n      isRequired\n      hint\n      maxLength\n      decimals\n      least\n      most\n      mostRows\n      options {\n        value\n        label\n      }\n      columns {\n        key\n        label\n        type\n        isRequired\n        hint\n        maxLength\n        decimals\n        least\n        most\n        mostRows\n        options {\n          value\n          label\n        }\n      }\n    }\n    conversion {\n      source\n      fields {\n        key\n        label\n        type\n        isRequired\n        hint\n        maxLength\n        decimals\n        least\n        most\n        mostRows\n        options {\n          value\n          label\n        }\n        columns {\n          key\n          label\n          type\n          isRequired\n          hint\n          maxLength\n          decimals\n          least\n          most\n          mostRows\n          options {\n            value\n            label\n          }\n        }\n      }\n      findings {\n        kind\n        where\n        text\n      }\n    }\n  }\n}\n\nfragment Files_attachments on Attachment {\n  id\n  fileName\n  mediaType\n  byteSize\n  url\n  thumbnailUrl\n}\n"
  }
};
})();

(node as any).hash = "a5b7437fc0992fbc373c0bfc09925dd5";

export default node;
