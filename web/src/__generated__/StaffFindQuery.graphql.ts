/**
 * @generated SignedSource<<989282e8d5302b1d2c7b2cb31e760193>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type StaffFindQuery$variables = {
  email: string;
};
export type StaffFindQuery$data = {
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
export type StaffFindQuery = {
  response: StaffFindQuery$data;
  variables: StaffFindQuery$variables;
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
    "name": "StaffFindQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "StaffFindQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "26946aa5f3c594d07568c10bafe6c8db",
    "id": null,
    "metadata": {},
    "name": "StaffFindQuery",
    "operationKind": "query",
    "text": "query StaffFindQuery(\n  $email: String!\n) {\n  viewer {\n    id\n    usersWithAddress(email: $email) {\n      id\n      name\n      email\n      emailVerifiedAt\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "7e5e53994a6e5f1a6d47e6e608620685";

export default node;
