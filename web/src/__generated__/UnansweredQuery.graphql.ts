/**
 * @generated SignedSource<<9ac9fdb4188937fb5e589e9f2c617d1e>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type UnansweredQuery$variables = Record<PropertyKey, never>;
export type UnansweredQuery$data = {
  readonly viewer: {
    readonly id: string;
    readonly invitations: ReadonlyArray<{
      readonly expiresAt: string;
      readonly id: string;
      readonly invitedAt: string;
      readonly party: {
        readonly id: string;
        readonly name: string;
      };
      readonly role: MemberRole;
    }>;
    readonly user: {
      readonly email: string | null | undefined;
      readonly emailVerifiedAt: string | null | undefined;
      readonly id: string;
    };
  } | null | undefined;
};
export type UnansweredQuery = {
  response: UnansweredQuery$data;
  variables: UnansweredQuery$variables;
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
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "Invitation",
        "kind": "LinkedField",
        "name": "invitations",
        "plural": true,
        "selections": [
          (v0/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "role",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "invitedAt",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "expiresAt",
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
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "name",
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
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "UnansweredQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "UnansweredQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "fbda8d9b233768f140004db12a47d2da",
    "id": null,
    "metadata": {},
    "name": "UnansweredQuery",
    "operationKind": "query",
    "text": "query UnansweredQuery {\n  viewer {\n    id\n    user {\n      id\n      email\n      emailVerifiedAt\n    }\n    invitations {\n      id\n      role\n      invitedAt\n      expiresAt\n      party {\n        id\n        name\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "19948d84b84a3bcc1213ff72d94c7a9c";

export default node;
