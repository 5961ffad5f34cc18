/**
 * @generated SignedSource<<7789aee1669a546afb69d9681e904d79>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ContractState = "COMPLETED" | "CONSISTENCY_FAILED" | "DRAFT" | "EFFECTIVE" | "EXPIRED" | "NEGOTIATING" | "PARTLY_EXECUTED" | "PERFORMING" | "READY_TO_SIGN" | "REFUSED" | "SUPERSEDED" | "TERMINATED" | "VERIFYING_OFFLINE" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Talk_contract$data = {
  readonly conversation: {
    readonly id: string;
    readonly unreadCount: number;
  } | null | undefined;
  readonly id: string;
  readonly state: ContractState;
  readonly " $fragmentType": "Talk_contract";
};
export type Talk_contract$key = {
  readonly " $data"?: Talk_contract$data;
  readonly " $fragmentSpreads": FragmentRefs<"Talk_contract">;
};

import TalkNewsQuery_graphql from './TalkNewsQuery.graphql';

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "refetch": {
      "connection": null,
      "fragmentPathInResult": [
        "node"
      ],
      "operation": TalkNewsQuery_graphql,
      "identifierInfo": {
        "identifierField": "id",
        "identifierQueryVariableName": "id"
      }
    }
  },
  "name": "Talk_contract",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "state",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Conversation",
      "kind": "LinkedField",
      "name": "conversation",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "unreadCount",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Contract",
  "abstractKey": null
};
})();

(node as any).hash = "13b788e93e7632f7553611feeaa5bf35";

export default node;
