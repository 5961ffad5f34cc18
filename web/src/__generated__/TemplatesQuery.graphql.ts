/**
 * @generated SignedSource<<456bb7fc0b95a69d306afa8a3707f491>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type ContractKind = "B2B" | "B2C" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type TemplatePurpose = "AGREEMENT" | "ANNEX" | "SUPPLEMENT" | "%future added value";
export type TemplatesQuery$variables = Record<PropertyKey, never>;
export type TemplatesQuery$data = {
  readonly templates: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly id: string;
        readonly kind: ContractKind | null | undefined;
        readonly latestVersion: {
          readonly id: string;
          readonly number: number;
        };
        readonly name: string;
        readonly party: {
          readonly id: string;
          readonly name: string;
        } | null | undefined;
        readonly purpose: TemplatePurpose;
      };
    }>;
  };
  readonly viewer: {
    readonly id: string;
    readonly parties: ReadonlyArray<{
      readonly id: string;
      readonly myRole: MemberRole | null | undefined;
      readonly name: string;
    }>;
  } | null | undefined;
};
export type TemplatesQuery = {
  response: TemplatesQuery$data;
  variables: TemplatesQuery$variables;
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
  "name": "name",
  "storageKey": null
},
v2 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Viewer",
    "kind": "LinkedField",
    "name": "viewer",
    "plural": false,
    "selections": [
      (v0/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "concreteType": "Party",
        "kind": "LinkedField",
        "name": "parties",
        "plural": true,
        "selections": [
          (v0/*:: as any*/),
          (v1/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "myRole",
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
        "value": 200
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
              (v0/*:: as any*/),
              (v1/*:: as any*/),
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
                "name": "purpose",
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
                  (v0/*:: as any*/),
                  (v1/*:: as any*/)
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
                  (v0/*:: as any*/),
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
    "storageKey": "templates(first:200)"
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "TemplatesQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "TemplatesQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "c619a0109146b704136a9a75c3d7136e",
    "id": null,
    "metadata": {},
    "name": "TemplatesQuery",
    "operationKind": "query",
    "text": "query TemplatesQuery {\n  viewer {\n    id\n    parties {\n      id\n      name\n      myRole\n    }\n  }\n  templates(first: 200) {\n    edges {\n      node {\n        id\n        name\n        kind\n        purpose\n        party {\n          id\n          name\n        }\n        latestVersion {\n          id\n          number\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "3eb85af266621067db670f86dfdb846d";

export default node;
