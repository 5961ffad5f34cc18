/**
 * @generated SignedSource<<181b269bebc4d21ddad643bb46bb8038>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type ContractRecordFollowSubscription$variables = {
  after?: string | null | undefined;
  id: string;
};
export type ContractRecordFollowSubscription$data = {
  readonly contract: {
    readonly cursor: string;
    readonly event: {
      readonly __typename: string;
    };
  };
};
export type ContractRecordFollowSubscription = {
  response: ContractRecordFollowSubscription$data;
  variables: ContractRecordFollowSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "after"
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
        "name": "after",
        "variableName": "after"
      },
      {
        "kind": "Variable",
        "name": "id",
        "variableName": "id"
      }
    ],
    "concreteType": "ContractEvent",
    "kind": "LinkedField",
    "name": "contract",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "cursor",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": null,
        "kind": "LinkedField",
        "name": "event",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "__typename",
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
    "name": "ContractRecordFollowSubscription",
    "selections": (v2/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "ContractRecordFollowSubscription",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "7ff47310bf543c72dd3922898ec280ef",
    "id": null,
    "metadata": {},
    "name": "ContractRecordFollowSubscription",
    "operationKind": "subscription",
    "text": "subscription ContractRecordFollowSubscription(\n  $id: ID!\n  $after: String\n) {\n  contract(id: $id, after: $after) {\n    cursor\n    event {\n      __typename\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "76d13dd3e706b9515ae7e65cbd89e869";

export default node;
