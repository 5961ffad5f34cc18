/**
 * @generated SignedSource<<990b331d8687c70f705d388108ab95c7>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type StaffRole = "ADMINISTRATOR" | "EXPERT" | "MEDIATOR" | "PROFESSIONAL" | "RESOURCE_MANAGER" | "%future added value";
export type AssigningQuery$variables = {
  role: StaffRole;
};
export type AssigningQuery$data = {
  readonly staffMembers: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly id: string;
        readonly openCount: number;
        readonly user: {
          readonly id: string;
          readonly name: string;
        };
      };
    }>;
  };
};
export type AssigningQuery = {
  response: AssigningQuery$data;
  variables: AssigningQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "role"
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
    "args": [
      {
        "kind": "Literal",
        "name": "first",
        "value": 200
      },
      {
        "kind": "Variable",
        "name": "role",
        "variableName": "role"
      }
    ],
    "concreteType": "StaffMemberConnection",
    "kind": "LinkedField",
    "name": "staffMembers",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "StaffMemberEdge",
        "kind": "LinkedField",
        "name": "edges",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "StaffMember",
            "kind": "LinkedField",
            "name": "node",
            "plural": false,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "User",
                "kind": "LinkedField",
                "name": "user",
                "plural": false,
                "selections": [
                  (v1/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "name",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "openCount",
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
    "name": "AssigningQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "AssigningQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "660fcdd5a79c88af39489491f518c4b8",
    "id": null,
    "metadata": {},
    "name": "AssigningQuery",
    "operationKind": "query",
    "text": "query AssigningQuery(\n  $role: StaffRole!\n) {\n  staffMembers(role: $role, first: 200) {\n    edges {\n      node {\n        id\n        user {\n          id\n          name\n        }\n        openCount\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "73bff2d35db7181b4bbed426c2797017";

export default node;
