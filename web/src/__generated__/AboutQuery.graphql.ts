/**
 * @generated SignedSource<<5c1a6a7c9e73586b52fd548874c496f9>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type AboutQuery$variables = Record<PropertyKey, never>;
export type AboutQuery$data = {
  readonly acceptanceWorkingDays: number;
  readonly feeBasisPoints: number;
  readonly idleDays: number;
  readonly idleMediationDays: number;
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
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "acceptanceWorkingDays",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "idleDays",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "idleMediationDays",
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
    "cacheID": "e8aec2fc7c038b574d20d562f68082f4",
    "id": null,
    "metadata": {},
    "name": "AboutQuery",
    "operationKind": "query",
    "text": "query AboutQuery {\n  feeBasisPoints\n  acceptanceWorkingDays\n  idleDays\n  idleMediationDays\n}\n"
  }
};
})();

(node as any).hash = "0a00642ab584e248c26af2030572cf6c";

export default node;
