/**
 * @generated SignedSource<<078e422b83acdee1928c817b3b40c7a8>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type MediationLiveSubscription$variables = {
  after?: string | null | undefined;
};
export type MediationLiveSubscription$data = {
  readonly workItems: {
    readonly cursor: string;
  };
};
export type MediationLiveSubscription = {
  response: MediationLiveSubscription$data;
  variables: MediationLiveSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "after"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "after",
        "variableName": "after"
      },
      {
        "kind": "Literal",
        "name": "filter",
        "value": {
          "kinds": [
            "DISPUTE"
          ]
        }
      }
    ],
    "concreteType": "WorkItemEvent",
    "kind": "LinkedField",
    "name": "workItems",
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
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "MediationLiveSubscription",
    "selections": (v1/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "MediationLiveSubscription",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "17df4bc5f9910f76a09f848bc7189a04",
    "id": null,
    "metadata": {},
    "name": "MediationLiveSubscription",
    "operationKind": "subscription",
    "text": "subscription MediationLiveSubscription(\n  $after: String\n) {\n  workItems(filter: {kinds: [DISPUTE]}, after: $after) {\n    cursor\n  }\n}\n"
  }
};
})();

(node as any).hash = "33d204912947f3f6b17483d5bfd9c96a";

export default node;
