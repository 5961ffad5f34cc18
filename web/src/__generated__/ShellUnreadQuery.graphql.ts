/**
 * @generated SignedSource<<33f3dece3c16f48560fbda15d8b5a4d6>>
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
    "cacheID": "d82dad1876e753b36d872bd9c4f8751d",
    "id": null,
    "metadata": {},
    "name": "ShellUnreadQuery",
    "operationKind": "query",
    "text": "query ShellUnreadQuery {\n  viewer {\n    id\n    unreadMessageCount\n  }\n}\n"
  }
};
})();

(node as any).hash = "652db47f7e15866289f5d719a2d28f1c";

export default node;
