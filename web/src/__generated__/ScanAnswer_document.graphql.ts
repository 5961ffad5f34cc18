/**
 * @generated SignedSource<<4cfe60137d2654535fe1a1c0c7ed0aea>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type ScanAnswer_document$data = {
  readonly " $fragmentSpreads": FragmentRefs<"Files_attachments">;
  readonly " $fragmentType": "ScanAnswer_document";
};
export type ScanAnswer_document$key = {
  readonly " $data"?: ScanAnswer_document$data;
  readonly " $fragmentSpreads": FragmentRefs<"ScanAnswer_document">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "ScanAnswer_document",
  "selections": [
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Files_attachments"
    }
  ],
  "type": "Attachment",
  "abstractKey": null
};

(node as any).hash = "16d336a65ca00ee1ae716bc7aa3dea0f";

export default node;
