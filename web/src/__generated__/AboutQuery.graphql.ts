/**
 * @generated SignedSource<<73661a73ef9b4aa7d6d7a28fca9493d8>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type AboutQuery$variables = Record<PropertyKey, never>;
export type AboutQuery$data = {
  readonly feeBasisPoints: number;
};
export type AboutQuery = {
  response: AboutQuery$data;
  variables: AboutQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "feeBasisPoints",
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "AboutQuery",
    "selections": (v0/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "AboutQuery",
    "selections": (v0/*:: as any*/)
  },
  "params": {
    "cacheID": "8f0aab1b03f189c055667cbee9371a27",
    "id": null,
    "metadata": {},
    "name": "AboutQuery",
    "operationKind": "query",
    "text": "query AboutQuery {\n  feeBasisPoints\n}\n"
  }
};
})();

(node as any).hash = "51f33a61a594fe1ececd2891cbcc1683";

export default node;
