/**
 * @generated SignedSource<<0db9bb0ec4b4f94c8ef3323d7503c3d7>>
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
  "name": "id",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
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
  "args": null,
  "kind": "ScalarField",
  "name": "actions",
  "storageKey": null
},
v6 = {
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
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "key",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "label",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "type",
  "storageKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "isRequired",
  "storageKey": null
},
v11 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "hint",
  "storageKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "maxLength",
  "storageKey": null
},
v13 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "decimals",
  "storageKey": null
},
v14 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "least",
  "storageKey": null
},
v15 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "most",
  "storageKey": null
},
v16 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "mostRows",
  "storageKey": null
},
v17 = {
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
    (v8/*:: as any*/)
  ],
  "storageKey": null
},
v18 = [
  (v7/*:: as any*/),
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
  {
    "alias": null,
    "args": null,
    "concreteType": "TemplateField",
    "kind": "LinkedField",
    "name": "columns",
    "plural": true,
    "selections": [
      (v7/*:: as any*/),
      (v8/*:: as any*/),
      (v9/*:: as any*/),
      (v10/*:: as any*/),
      (v11/*:: as any*/),
      (v12/*:: as any*/),
      (v13/*:: as any*/),
      (v14/*:: as any*/),
      (v15/*:: as any*/),
      (v16/*:: as any*/),
      (v17/*:: as any*/)
    ],
    "storageKey": null
  }
],
v19 = {
  "alias": null,
  "args": null,
  "concreteType": "TemplateField",
  "kind": "LinkedField",
  "name": "templateFields",
  "plural": true,
  "selections": (v18/*:: as any*/),
  "storageKey": null
},
v20 = {
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
      "selections": (v18/*:: as any*/),
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
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "TemplateRequest",
        "kind": "LinkedField",
        "name": "templateRequest",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          (v4/*:: as any*/),
          (v5/*:: as any*/),
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
          (v6/*:: as any*/),
          (v19/*:: as any*/),
          (v20/*:: as any*/)
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
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "TemplateRequest",
        "kind": "LinkedField",
        "name": "templateRequest",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          (v4/*:: as any*/),
          (v5/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Attachment",
            "kind": "LinkedField",
            "name": "source",
            "plural": false,
            "selections": [
              (v2/*:: as any*/),
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
          (v6/*:: as any*/),
          (v19/*:: as any*/),
          (v20/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "1da4d0a6814fc59b0cbf70f21d65cd1a",
    "id": null,
    "metadata": {},
    "name": "DeliveringQuery",
    "operationKind": "query",
    "text": "query DeliveringQuery(\n  $id: ID!\n) {\n  templateRequest(id: $id) {\n    id\n    name\n    version\n    actions\n    source {\n      ...Files_attachments\n      id\n    }\n    rounds {\n      number\n    }\n    templateFields {\n      key\n      label\n      type\n      isRequired\n      hint\n      maxLength\n      decimals\n      least\n      most\n      mostRows\n      options {\n        value\n        label\n      }\n      columns {\n        key\n        label\n        type\n        isRequired\n        hint\n        maxLength\n        decimals\n        least\n        most\n        mostRows\n        options {\n          value\n          label\n        }\n      }\n    }\n    conversion {\n      source\n      fields {\n        key\n        label\n        type\n        isRequired\n        hint\n        maxLength\n        decimals\n        least\n        most\n        mostRows\n        options {\n          value\n          label\n        }\n        columns {\n          key\n          label\n          type\n          isRequired\n          hint\n          maxLength\n          decimals\n          least\n          most\n          mostRows\n          options {\n            value\n            label\n          }\n        }\n      }\n      findings {\n        kind\n        where\n        text\n      }\n    }\n  }\n}\n\nfragment Files_attachments on Attachment {\n  id\n  fileName\n  mediaType\n  byteSize\n  url\n  thumbnailUrl\n}\n"
  }
};
})();

(node as any).hash = "bb9fc5b8b5b878c9a321326e7638d45f";

export default node;
