/**
 * @generated SignedSource<<5483a686bc1021cffa8482fa30e0c596>>
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
    }
  ],
  "type": "Dispute",
  "abstractKey": null
};

(node as any).hash = "30b93c6f7b42f996b3d237b7de6c4e82";

export default node;
