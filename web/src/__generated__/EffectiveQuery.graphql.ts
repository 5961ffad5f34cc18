/**
 * @generated SignedSource<<968aa0a1f787df7168ad94a82d67c140>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type EffectiveQuery$variables = {
  at: string;
  id: string;
};
export type EffectiveQuery$data = {
  readonly contract: {
    readonly effectiveTerms: {
      readonly terms: string;
    } | null | undefined;
    readonly id: string;
  } | null | undefined;
};
export type EffectiveQuery = {
  response: EffectiveQuery$data;
  variables: EffectiveQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "at"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "id"
},
v2 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "id",
        "variableName": "id"
      }
    ],
    "concreteType": "Contract",
    "kind": "LinkedField",
    "name": "contract",
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
        "args": [
          {
            "kind": "Variable",
            "name": "asOf",
            "variableName": "at"
          }
        ],
        "concreteType": "EffectiveTerms",
        "kind": "LinkedField",
        "name": "effectiveTerms",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "terms",
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
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "EffectiveQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "EffectiveQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "71c4df7abf87caacd24d602e766f71a0",
    "id": null,
    "metadata": {},
    "name": "EffectiveQuery",
    "operationKind": "query",
    "text": "query EffectiveQuery(\n  $id: ID!\n  $at: DateTime!\n) {\n  contract(id: $id) {\n    id\n    effectiveTerms(asOf: $at) {\n      terms\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "335fc4e8cece77778add79251e632e0d";

export default node;
