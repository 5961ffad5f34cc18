/**
 * @generated SignedSource<<f45a02c5bc80b7f9da8eadc5835dd0c9>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type ShellNewsSubscription$variables = {
  after?: string | null | undefined;
};
export type ShellNewsSubscription$data = {
  readonly notifications: {
    readonly cursor: string;
  };
};
export type ShellNewsSubscription = {
  response: ShellNewsSubscription$data;
  variables: ShellNewsSubscription$variables;
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
    "concreteType": "NotificationEvent",
    "kind": "LinkedField",
    "name": "notifications",
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
    "name": "ShellNewsSubscription",
    "selections": (v1/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "ShellNewsSubscription",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "4d41cde7b5d24f02309c0f75bd3d10e1",
    "id": null,
    "metadata": {},
    "name": "ShellNewsSubscription",
    "operationKind": "subscription",
    "text": "subscription ShellNewsSubscription(\n  $after: String\n) {\n  notifications(after: $after) {\n    cursor\n  }\n}\n"
  }
};
})();

(node as any).hash = "d011d614fd1ae911dc0fdfd6432f0006";

export default node;
