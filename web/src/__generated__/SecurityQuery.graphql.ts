/**
 * @generated SignedSource<<fd6155d2ee253429b2c792b23605f114>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type SecurityQuery$variables = Record<PropertyKey, never>;
export type SecurityQuery$data = {
  readonly viewer: {
    readonly id: string;
    readonly sessions: ReadonlyArray<{
      readonly createdAt: string;
      readonly id: string;
      readonly isCurrent: boolean;
      readonly lastUsedAt: string | null | undefined;
      readonly userAgent: string | null | undefined;
    }>;
  } | null | undefined;
};
export type SecurityQuery = {
  response: SecurityQuery$data;
  variables: SecurityQuery$variables;
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
        "concreteType": "Session",
        "kind": "LinkedField",
        "name": "sessions",
        "plural": true,
        "selections": [
          (v0/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "isCurrent",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "createdAt",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "lastUsedAt",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "userAgent",
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
    "name": "SecurityQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "SecurityQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "0d9536a1af75292942f89faab0f0e92d",
    "id": null,
    "metadata": {},
    "name": "SecurityQuery",
    "operationKind": "query",
    "text": "query SecurityQuery {\n  viewer {\n    id\n    sessions {\n      id\n      isCurrent\n      createdAt\n      lastUsedAt\n      userAgent\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "9dc64504b9e2b9d5aed4408289e5d2d8";

export default node;
