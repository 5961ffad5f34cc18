/**
 * @generated SignedSource<<533b5d6702fd4ae9d0d580127bab5d96>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type Talk_contract$data = {
  readonly conversation: {
    readonly id: string;
    readonly unreadCount: number;
  } | null | undefined;
  readonly id: string;
  readonly isConversationOpen: boolean;
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
      "name": "isConversationOpen",
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

(node as any).hash = "2d256291f418c70047c2f1a5bedc6afe";

export default node;
