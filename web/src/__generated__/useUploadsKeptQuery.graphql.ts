/**
 * @generated SignedSource<<ebefdb98d4f8194f85f407939f8f88a0>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type useUploadsKeptQuery$variables = {
  id: string;
};
export type useUploadsKeptQuery$data = {
  readonly node: {
    readonly __typename: string;
    readonly id: string;
  } | null | undefined;
};
export type useUploadsKeptQuery = {
  response: useUploadsKeptQuery$data;
  variables: useUploadsKeptQuery$variables;
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
    "name": "useUploadsKeptQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "useUploadsKeptQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "0e00a0798b6d7f5770bc7ab224346e01",
    "id": null,
    "metadata": {},
    "name": "useUploadsKeptQuery",
    "operationKind": "query",
    "text": "query useUploadsKeptQuery(\n  $id: ID!\n) {\n  node(id: $id) {\n    __typename\n    id\n  }\n}\n"
  }
};
})();

(node as any).hash = "55ea9b0be22379fe4d27654e4912da10";

export default node;
