/**
 * @generated SignedSource<<6e99ff3720178fe53848ce7b3fb5a738>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type HeadPresenceSubscription$variables = {
  demandId: string;
};
export type HeadPresenceSubscription$data = {
  readonly presence: {
    readonly people: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
    }>;
  };
};
export type HeadPresenceSubscription = {
  response: HeadPresenceSubscription$data;
  variables: HeadPresenceSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "demandId"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "demandId",
        "variableName": "demandId"
      }
    ],
    "concreteType": "PresenceShown",
    "kind": "LinkedField",
    "name": "presence",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "User",
        "kind": "LinkedField",
        "name": "people",
        "plural": true,
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
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "HeadPresenceSubscription",
    "selections": (v1/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "HeadPresenceSubscription",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "68b01cbb7ef5a22581b28dfc60afbd94",
    "id": null,
    "metadata": {},
    "name": "HeadPresenceSubscription",
    "operationKind": "subscription",
    "text": "subscription HeadPresenceSubscription(\n  $demandId: ID!\n) {\n  presence(demandId: $demandId) {\n    people {\n      id\n      name\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "dc9e0ccff77ce2c3e428d677a3334c21";

export default node;
