/**
 * @generated SignedSource<<a8cd81a2e4ce29d5425895bcfdcd0487>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type DocumentsBundleQuery$variables = {
  id: string;
};
export type DocumentsBundleQuery$data = {
  readonly contract: {
    readonly bundleUrl: string | null | undefined;
  } | null | undefined;
};
export type DocumentsBundleQuery = {
  response: DocumentsBundleQuery$data;
  variables: DocumentsBundleQuery$variables;
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
    "kind": "Variable",
    "name": "id",
    "variableName": "id"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "bundleUrl",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "DocumentsBundleQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Contract",
        "kind": "LinkedField",
        "name": "contract",
        "plural": false,
        "selections": [
          (v2/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "DocumentsBundleQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "Contract",
        "kind": "LinkedField",
        "name": "contract",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
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
    ]
  },
  "params": {
    "cacheID": "ca76446141ae6cfce0ee8534e8f28b43",
    "id": null,
    "metadata": {},
    "name": "DocumentsBundleQuery",
    "operationKind": "query",
    "text": "query DocumentsBundleQuery(\n  $id: ID!\n) {\n  contract(id: $id) {\n    bundleUrl\n    id\n  }\n}\n"
  }
};
})();

(node as any).hash = "0d7cd00bc959c879c067d0a4f1d59e03";

export default node;
