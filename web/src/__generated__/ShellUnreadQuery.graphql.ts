/**
 * @generated SignedSource<<f005aff75e96ab2881fe470f091514b9>>
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
        "args": null,
        "kind": "ScalarField",
        "name": "unreadNotificationCount",
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
    "cacheID": "f7d17f91a93c467f70a57093c04d0925",
    "id": null,
    "metadata": {},
    "name": "ShellUnreadQuery",
    "operationKind": "query",
    "text": "query ShellUnreadQuery {\n  viewer {\n    id\n    unreadMessageCount\n    unreadNotificationCount\n  }\n}\n"
  }
};
})();

(node as any).hash = "3fbf65aec4ad1bab0bd6c0feeaccda5a";

export default node;
