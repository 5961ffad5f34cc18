/**
 * @generated SignedSource<<9ad5c8f69d05447336254adc82df8767>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type AwardAction = "ACCEPT" | "DECLINE" | "REVOKE" | "%future added value";
export type AwardState = "ACCEPTED" | "DECLINED" | "LAPSED" | "OFFERED" | "REVOKED" | "VOIDED" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Offer_award$data = {
  readonly actions: ReadonlyArray<AwardAction>;
  readonly id: string;
  readonly lapsesAt: string;
  readonly price: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly state: AwardState;
  readonly version: number;
  readonly " $fragmentSpreads": FragmentRefs<"ContractLink_award">;
  readonly " $fragmentType": "Offer_award";
};
export type Offer_award$key = {
  readonly " $data"?: Offer_award$data;
  readonly " $fragmentSpreads": FragmentRefs<"Offer_award">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Offer_award",
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
      "name": "state",
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
      "kind": "ScalarField",
      "name": "lapsesAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "price",
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
      "name": "ContractLink_award"
    }
  ],
  "type": "Award",
  "abstractKey": null
};

(node as any).hash = "a2beea00cb1c04b729beb6786791334d";

export default node;
