/**
 * @generated SignedSource<<25bf0078f17dfae7fbd831ba28b3812d>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type DisputeAction = "ACCEPT_SETTLEMENT" | "ANSWER" | "PROPOSE_SETTLEMENT" | "RULE" | "WITHDRAW" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Ruling_dispute$data = {
  readonly actions: ReadonlyArray<DisputeAction>;
  readonly held: {
    readonly amount: string;
    readonly currency: string;
  } | null | undefined;
  readonly id: string;
  readonly version: number;
  readonly " $fragmentSpreads": FragmentRefs<"Dividing_dispute">;
  readonly " $fragmentType": "Ruling_dispute";
};
export type Ruling_dispute$key = {
  readonly " $data"?: Ruling_dispute$data;
  readonly " $fragmentSpreads": FragmentRefs<"Ruling_dispute">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Ruling_dispute",
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
      "name": "version",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "actions",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "held",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "amount",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "currency",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Dividing_dispute"
    }
  ],
  "type": "Dispute",
  "abstractKey": null
};

(node as any).hash = "2701bbb8f57acd0104dd0fe64a86075c";

export default node;
