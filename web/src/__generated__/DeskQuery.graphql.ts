/**
 * @generated SignedSource<<9985e10ccfc5a6812f234f8558d3ab7a>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type DeskQuery$variables = Record<PropertyKey, never>;
export type DeskQuery$data = {
  readonly viewer: {
    readonly id: string;
    readonly parties: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
    }>;
  } | null | undefined;
};
export type DeskQuery = {
  response: DeskQuery$data;
  variables: DeskQuery$variables;
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
    "name": "DeskQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "DeskQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "ce26fe691939268c7f9f203f91553c85",
    "id": null,
    "metadata": {},
    "name": "DeskQuery",
    "operationKind": "query",
    "text": "query DeskQuery {\n  viewer {\n    id\n    parties {\n      id\n      name\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "d7335a134a041228ca3ef15fa685fef8";

export default node;
