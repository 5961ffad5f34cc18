/**
 * @generated SignedSource<<c9fb812043118bfa14a8e7033274c18e>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type UnconfirmedQuery$variables = Record<PropertyKey, never>;
export type UnconfirmedQuery$data = {
  readonly viewer: {
    readonly id: string;
    readonly user: {
      readonly email: string | null | undefined;
      readonly emailVerifiedAt: string | null | undefined;
      readonly id: string;
    };
  } | null | undefined;
};
export type UnconfirmedQuery = {
  response: UnconfirmedQuery$data;
  variables: UnconfirmedQuery$variables;
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
        "concreteType": "User",
        "kind": "LinkedField",
        "name": "user",
        "plural": false,
        "selections": [
          (v0/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "email",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "emailVerifiedAt",
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
    "name": "UnconfirmedQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "UnconfirmedQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "9c911f4e1641bf049933dd30c1f82ee1",
    "id": null,
    "metadata": {},
    "name": "UnconfirmedQuery",
    "operationKind": "query",
    "text": "query UnconfirmedQuery {\n  viewer {\n    id\n    user {\n      id\n      email\n      emailVerifiedAt\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "c6797a4bd8dfca5ad06a775212db0a6e";

export default node;
