/**
 * @generated SignedSource<<b4298c69b959867cdc8fcd1d0530d1c2>>
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
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "PartiesQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "8f2e001dd55789572e2d37d3e279060c",
    "id": null,
    "metadata": {},
    "name": "PartiesQuery",
    "operationKind": "query",
    "text": "query PartiesQuery {\n  viewer {\n    id\n    parties {\n      id\n      name\n      kind\n      verifiedAt\n      closedAt\n      myRole\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "be8ee02eb44e80ca374effe86e172005";

export default node;
