/**
 * @generated SignedSource<<8a7c8bc5800e755065e495dc650ec07b>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ConversationKind = "APPLICATION" | "CONTRACT" | "DISPUTE" | "%future added value";
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Closed_conversation$data = {
  readonly applicant: {
    readonly award: {
      readonly contract: {
        readonly conversation: {
          readonly id: string;
        } | null | undefined;
        readonly id: string;
        readonly isConversationOpen: boolean;
      } | null | undefined;
      readonly id: string;
    } | null | undefined;
    readonly id: string;
  };
  readonly contract: {
    readonly conversation: {
      readonly id: string;
    } | null | undefined;
    readonly conversationClosesAt: string | null | undefined;
    readonly id: string;
    readonly isConversationOpen: boolean;
  } | null | undefined;
  readonly demand: {
    readonly id: string;
    readonly state: DemandState;
  };
  readonly id: string;
  readonly kind: ConversationKind;
  readonly " $fragmentType": "Closed_conversation";
};
export type Closed_conversation$key = {
  readonly " $data"?: Closed_conversation$data;
  readonly " $fragmentSpreads": FragmentRefs<"Closed_conversation">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "isConversationOpen",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "concreteType": "Conversation",
  "kind": "LinkedField",
  "name": "conversation",
  "plural": false,
  "selections": [
    (v0/*:: as any*/)
  ],
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Closed_conversation",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "kind",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": null,
      "kind": "LinkedField",
      "name": "demand",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "state",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Contract",
      "kind": "LinkedField",
      "name": "contract",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "conversationClosesAt",
          "storageKey": null
        },
        (v2/*:: as any*/)
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Applicant",
      "kind": "LinkedField",
      "name": "applicant",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "Award",
          "kind": "LinkedField",
          "name": "award",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "concreteType": "Contract",
              "kind": "LinkedField",
              "name": "contract",
              "plural": false,
              "selections": [
                (v0/*:: as any*/),
                (v1/*:: as any*/),
                (v2/*:: as any*/)
              ],
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Conversation",
  "abstractKey": null
};
})();

(node as any).hash = "fe798b2f0ae34477d8db7c73a0304406";

export default node;
