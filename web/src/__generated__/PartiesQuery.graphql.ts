/**
 * @generated SignedSource<<e1115f9813c52ae41f7a8dd52d044e99>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
export type PartiesQuery$variables = Record<PropertyKey, never>;
export type PartiesQuery$data = {
  readonly viewer: {
    readonly id: string;
    readonly invitations: ReadonlyArray<{
      readonly expiresAt: string;
      readonly id: string;
      readonly party: {
        readonly id: string;
        readonly name: string;
      };
      readonly role: MemberRole;
    }>;
    readonly parties: ReadonlyArray<{
      readonly closedAt: string | null | undefined;
      readonly id: string;
      readonly kind: PartyKind;
      readonly myRole: MemberRole | null | undefined;
      readonly name: string;
      readonly verifiedAt: string | null | undefined;
    }>;
  } | null | undefined;
};
export type PartiesQuery = {
  response: PartiesQuery$data;
  variables: PartiesQuery$variables;
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
            "name": "kind",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "verifiedAt",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "closedAt",
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
              (v1/*:: as any*/)
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
    "name": "PartiesQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "PartiesQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "ef7e170d9f30d83f718659eb6ed3394d",
    "id": null,
    "metadata": {},
    "name": "PartiesQuery",
    "operationKind": "query",
    "text": "query PartiesQuery {\n  viewer {\n    id\n    parties {\n      id\n      name\n      kind\n      verifiedAt\n      closedAt\n      myRole\n    }\n    invitations {\n      id\n      role\n      expiresAt\n      party {\n        id\n        name\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "e100a44c3e8d3bf7eef5617fec5cfd07";

export default node;
