/**
 * @generated SignedSource<<03d5039c5b2c82682d09f68276d2753d>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type Awarder_party$data = {
  readonly name: string;
  readonly verifiedAt: string | null | undefined;
  readonly " $fragmentType": "Awarder_party";
};
export type Awarder_party$key = {
  readonly " $data"?: Awarder_party$data;
  readonly " $fragmentSpreads": FragmentRefs<"Awarder_party">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Awarder_party",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "name",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "verifiedAt",
      "storageKey": null
    }
  ],
  "type": "Party",
  "abstractKey": null
};

(node as any).hash = "d0ed7fe76568e9561bd50cd6734ded0c";

export default node;
