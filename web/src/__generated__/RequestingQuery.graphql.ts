/**
 * @generated SignedSource<<8c97de2859bb215df0be158e0f510be0>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type RequestingQuery$variables = Record<PropertyKey, never>;
export type RequestingQuery$data = {
  readonly viewer: {
    readonly id: string;
    readonly parties: ReadonlyArray<{
      readonly id: string;
      readonly myRole: MemberRole | null | undefined;
      readonly name: string;
    }>;
  } | null | undefined;
};
export type RequestingQuery = {
  response: RequestingQuery$data;
  variables: RequestingQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = [
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
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "RequestingQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "RequestingQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "a3b10ade0c3d298b98ea8ff2012f8a77",
    "id": null,
    "metadata": {},
    "name": "RequestingQuery",
    "operationKind": "query",
    "text": "query RequestingQuery {\n  viewer {\n    id\n    parties {\n      id\n      name\n      myRole\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "2bb120fb192bdf775978f430d71ec1cb";

export default node;
