/**
 * @generated SignedSource<<6ef5906a2da1459f602806829110fae6>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type FindUserQuery$variables = {
  email: string;
};
export type FindUserQuery$data = {
  readonly viewer: {
    readonly id: string;
    readonly usersWithAddress: ReadonlyArray<{
      readonly email: string | null | undefined;
      readonly emailVerifiedAt: string | null | undefined;
      readonly id: string;
      readonly name: string;
    }>;
  } | null | undefined;
};
export type FindUserQuery = {
  response: FindUserQuery$data;
  variables: FindUserQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "email"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
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
      (v1/*:: as any*/),
      {
        "alias": null,
        "args": [
          {
            "kind": "Variable",
            "name": "email",
            "variableName": "email"
          }
        ],
        "concreteType": "User",
        "kind": "LinkedField",
        "name": "usersWithAddress",
        "plural": true,
        "selections": [
          (v1/*:: as any*/),
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
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "FindUserQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "FindUserQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "a1a91f6a4f14049e227f5d9b9443fe76",
    "id": null,
    "metadata": {},
    "name": "FindUserQuery",
    "operationKind": "query",
    "text": "query FindUserQuery(\n  $email: String!\n) {\n  viewer {\n    id\n    usersWithAddress(email: $email) {\n      id\n      name\n      email\n      emailVerifiedAt\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "ee7258bd1385942b54ae2b5f52337c23";

export default node;
