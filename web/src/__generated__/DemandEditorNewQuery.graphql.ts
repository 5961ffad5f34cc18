/**
 * @generated SignedSource<<19b6ee189846ace5074df2199d716e16>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type Goal = "HIGHER" | "LOWER" | "%future added value";
export type DemandEditorNewQuery$variables = Record<PropertyKey, never>;
export type DemandEditorNewQuery$data = {
  readonly defaultCriteria: ReadonlyArray<{
    readonly goal: Goal;
    readonly key: string;
    readonly weight: number;
  }>;
  readonly viewer: {
    readonly id: string;
    readonly parties: ReadonlyArray<{
      readonly closedAt: string | null | undefined;
      readonly id: string;
      readonly name: string;
    }>;
  } | null | undefined;
};
export type DemandEditorNewQuery = {
  response: DemandEditorNewQuery$data;
  variables: DemandEditorNewQuery$variables;
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
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "closedAt",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "concreteType": "Criterion",
    "kind": "LinkedField",
    "name": "defaultCriteria",
    "plural": true,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "key",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "weight",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "goal",
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
    "name": "DemandEditorNewQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "DemandEditorNewQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "69234ce90ac94c60695bbd22efbff3c3",
    "id": null,
    "metadata": {},
    "name": "DemandEditorNewQuery",
    "operationKind": "query",
    "text": "query DemandEditorNewQuery {\n  viewer {\n    id\n    parties {\n      id\n      name\n      closedAt\n    }\n  }\n  defaultCriteria {\n    key\n    weight\n    goal\n  }\n}\n"
  }
};
})();

(node as any).hash = "3e079db17f57b636ef40201c7672d620";

export default node;
