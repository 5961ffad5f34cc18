/**
 * @generated SignedSource<<f20bbbf75a7e74b1a9a842ddecb73bc3>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type EarlierQuery$variables = {
  id: string;
};
export type EarlierQuery$data = {
  readonly node: {
    readonly __typename: string;
    readonly history?: ReadonlyArray<{
      readonly body: string;
      readonly writtenAt: string;
    }>;
    readonly id: string;
  } | null | undefined;
};
export type EarlierQuery = {
  response: EarlierQuery$data;
  variables: EarlierQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "id",
        "variableName": "id"
      }
    ],
    "concreteType": null,
    "kind": "LinkedField",
    "name": "node",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "__typename",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "id",
        "storageKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "MessageVersion",
            "kind": "LinkedField",
            "name": "history",
            "plural": true,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "body",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "writtenAt",
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "type": "Message",
        "abstractKey": null
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
    "name": "EarlierQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "EarlierQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "b6a5c8468a95c3b73802c9b40756cb82",
    "id": null,
    "metadata": {},
    "name": "EarlierQuery",
    "operationKind": "query",
    "text": "query EarlierQuery(\n  $id: ID!\n) {\n  node(id: $id) {\n    __typename\n    id\n    ... on Message {\n      history {\n        body\n        writtenAt\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "6a37ceec873254e4af09851c23c1f332";

export default node;
