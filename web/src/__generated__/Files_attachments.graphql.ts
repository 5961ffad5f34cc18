/**
 * @generated SignedSource<<90a50d1d0dbd0c08271fdad42b596a79>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type Files_attachments$data = ReadonlyArray<{
  readonly byteSize: number;
  readonly fileName: string;
  readonly id: string;
  readonly mediaType: string;
  readonly thumbnailUrl: string | null | undefined;
  readonly url: string;
  readonly " $fragmentType": "Files_attachments";
}>;
export type Files_attachments$key = ReadonlyArray<{
  readonly " $data"?: Files_attachments$data;
  readonly " $fragmentSpreads": FragmentRefs<"Files_attachments">;
}>;

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "plural": true
  },
  "name": "Files_attachments",
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
      "name": "fileName",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "mediaType",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "byteSize",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "url",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "thumbnailUrl",
      "storageKey": null
    }
  ],
  "type": "Attachment",
  "abstractKey": null
};

(node as any).hash = "8593195d5b73c321283421289f1f5c45";

export default node;
