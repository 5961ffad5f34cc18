/**
 * @generated SignedSource<<7afde1baca49fc804b2e68db3848a23e>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type Delivering_request$data = {
  readonly id: string;
  readonly version: number;
  readonly " $fragmentType": "Delivering_request";
};
export type Delivering_request$key = {
  readonly " $data"?: Delivering_request$data;
  readonly " $fragmentSpreads": FragmentRefs<"Delivering_request">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Delivering_request",
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
    }
  ],
  "type": "TemplateRequest",
  "abstractKey": null
};

(node as any).hash = "d727f5597b3c5c9950bb1ecc82866bdd";

export default node;
