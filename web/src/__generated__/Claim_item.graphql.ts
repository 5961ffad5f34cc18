/**
 * @generated SignedSource<<b1d22e936297145d33106f9525a82c40>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type Claim_item$data = {
  readonly claimedUntil: string | null | undefined;
  readonly id: string;
  readonly " $fragmentType": "Claim_item";
};
export type Claim_item$key = {
  readonly " $data"?: Claim_item$data;
  readonly " $fragmentSpreads": FragmentRefs<"Claim_item">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Claim_item",
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
      "name": "claimedUntil",
      "storageKey": null
    }
  ],
  "type": "WorkItem",
  "abstractKey": null
};

(node as any).hash = "ba2c5cc3c381768ebd11fde8c795bae4";

export default node;
