/**
 * @generated SignedSource<<9e969bf527ae81d0734c6f319dd06e7f>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type ShellUnreadQuery$variables = Record<PropertyKey, never>;
export type ShellUnreadQuery$data = {
  readonly viewer: {
    readonly id: string;
    readonly newest: {
      readonly cursor: string;
    };
    readonly unreadMessageCount: number;
    readonly unreadNotificationCount: number;
  } | null | undefined;
};
export type ShellUnreadQuery = {
  response: ShellUnreadQuery$data;
  variables: ShellUnreadQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Viewer",
    "kind": "LinkedField",
    "name": "viewer",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "id",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "unreadMessageCount",
        "storageKey": null
      },
      {
        "alias": null,
        "args": [
          {
            "kind": "Literal",
            "name": "without",
            "value": [
              "MESSAGE_RECEIVED"
            ]
          }
        ],
        "kind": "ScalarField",
        "name": "unreadNotificationCount",
        "storageKey": "unreadNotificationCount(without:[\"MESSAGE_RECEIVED\"])"
      },
      {
        "alias": "newest",
        "args": [
          {
            "kind": "Literal",
            "name": "first",
            "value": 1
          }
        ],
        "concreteType": "NotificationConnection",
        "kind": "LinkedField",
        "name": "notifications",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "cursor",
            "storageKey": null
          }
        ],
        "storageKey": "notifications(first:1)"
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
    "name": "ShellUnreadQuery",
    "selections": (v0/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "ShellUnreadQuery",
    "selections": (v0/*:: as any*/)
  },
  "params": {
    "cacheID": "d3110d65cb3457ed19b10bb4ad19aa16",
    "id": null,
    "metadata": {},
    "name": "ShellUnreadQuery",
    "operationKind": "query",
    "text": "query ShellUnreadQuery {\n  viewer {\n    id\n    unreadMessageCount\n    unreadNotificationCount(without: [MESSAGE_RECEIVED])\n    newest: notifications(first: 1) {\n      cursor\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "123ba3aa90f8d6a252d508be51895fd2";

export default node;
