/**
 * @generated SignedSource<<37436f093b008cc2a1a1757f23280960>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type QueueLiveSubscription$variables = {
  after?: string | null | undefined;
};
export type QueueLiveSubscription$data = {
  readonly workItems: {
    readonly cursor: string;
  };
};
export type QueueLiveSubscription = {
  response: QueueLiveSubscription$data;
  variables: QueueLiveSubscription$variables;
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
    "name": "QueueLiveSubscription",
    "selections": (v1/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "QueueLiveSubscription",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "64bf39deaa399bba47fd0d489282392b",
    "id": null,
    "metadata": {},
    "name": "QueueLiveSubscription",
    "operationKind": "subscription",
    "text": "subscription QueueLiveSubscription(\n  $after: String\n) {\n  workItems(after: $after) {\n    cursor\n  }\n}\n"
  }
};
})();

(node as any).hash = "39e49500c6f13c694a8441d735513c58";

export default node;
