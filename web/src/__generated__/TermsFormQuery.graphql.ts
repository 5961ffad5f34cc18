/**
 * @generated SignedSource<<600a23c781ae495f5b8bc016357ee298>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type ContractKind = "B2B" | "B2C" | "%future added value";
export type TermsFormQuery$variables = {
  kind: ContractKind;
};
export type TermsFormQuery$data = {
  readonly templates: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly id: string;
        readonly key: string | null | undefined;
        readonly language: string;
        readonly latestVersion: {
          readonly id: string;
          readonly number: number;
        };
        readonly name: string;
        readonly party: {
          readonly id: string;
          readonly name: string;
        } | null | undefined;
      };
    }>;
  };
};
export type TermsFormQuery = {
  response: TermsFormQuery$data;
  variables: TermsFormQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "kind"
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
  "name": "name",
  "storageKey": null
},
v3 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Literal",
        "name": "first",
        "value": 100
      },
      {
        "kind": "Variable",
        "name": "kind",
        "variableName": "kind"
      },
      {
        "kind": "Literal",
        "name": "purposes",
        "value": [
          "AGREEMENT"
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
                "name": "key",
                "storageKey": null
              },
              (v2/*:: as any*/),
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
                "selections": [
                  (v1/*:: as any*/),
                  (v2/*:: as any*/)
                ],
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
                    "kind": "ScalarField",
                    "name": "number",
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
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "TermsFormQuery",
    "selections": (v3/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "TermsFormQuery",
    "selections": (v3/*:: as any*/)
  },
  "params": {
    "cacheID": "6a8fdf383dfe0b2f94df27770a05c744",
    "id": null,
    "metadata": {},
    "name": "TermsFormQuery",
    "operationKind": "query",
    "text": "query TermsFormQuery(\n  $kind: ContractKind!\n) {\n  templates(kind: $kind, purposes: [AGREEMENT], first: 100) {\n    edges {\n      node {\n        id\n        key\n        name\n        language\n        party {\n          id\n          name\n        }\n        latestVersion {\n          id\n          number\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "afaa252750c261356b49171e5924ddc8";

export default node;
