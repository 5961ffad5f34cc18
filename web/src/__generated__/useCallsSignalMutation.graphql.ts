/**
 * @generated SignedSource<<ba8ed3a3f74e840089b78a6a85c34cdd>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type SignalKind = "ANSWER" | "CANDIDATE" | "OFFER" | "%future added value";
export type SendSignalInput = {
  idempotencyKey?: string | null | undefined;
  interviewId: string;
  kind: SignalKind;
  payload: string;
  toPeerId: string;
};
export type useCallsSignalMutation$variables = {
  input: SendSignalInput;
};
export type useCallsSignalMutation$data = {
  readonly sendSignal: {
    readonly __typename: string;
    readonly code?: string;
    readonly message?: string;
    readonly seq?: number;
  };
};
export type useCallsSignalMutation = {
  response: useCallsSignalMutation$data;
  variables: useCallsSignalMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "input",
        "variableName": "input"
      }
    ],
    "concreteType": null,
    "kind": "LinkedField",
    "name": "sendSignal",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "__typename",
        "storageKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "seq",
            "storageKey": null
          }
        ],
        "type": "SignalSent",
        "abstractKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "code",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "message",
            "storageKey": null
          }
        ],
        "type": "Refusal",
        "abstractKey": "__isRefusal"
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
    "name": "useCallsSignalMutation",
    "selections": (v1/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "useCallsSignalMutation",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "e4d18bfe36082c8d72b1f2fcf2b0883c",
    "id": null,
    "metadata": {},
    "name": "useCallsSignalMutation",
    "operationKind": "mutation",
    "text": "mutation useCallsSignalMutation(\n  $input: SendSignalInput!\n) {\n  sendSignal(input: $input) {\n    __typename\n    ... on SignalSent {\n      seq\n    }\n    ... on Refusal {\n      __isRefusal: __typename\n      code\n      message\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "ce78dbd03ff2e41a66cdd621ca2c18af";

export default node;
