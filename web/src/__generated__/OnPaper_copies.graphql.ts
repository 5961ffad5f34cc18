/**
 * @generated SignedSource<<fb2539072e94dbb85eaddc2c4c8683b8>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type OnPaper_copies$data = ReadonlyArray<{
  readonly byteSize: number;
  readonly fileName: string;
  readonly id: string;
  readonly url: string;
  readonly " $fragmentType": "OnPaper_copies";
}>;
export type OnPaper_copies$key = ReadonlyArray<{
  readonly " $data"?: OnPaper_copies$data;
  readonly " $fragmentSpreads": FragmentRefs<"OnPaper_copies">;
}>;

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "plural": true
  },
  "name": "OnPaper_copies",
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
      "name": "byteSize",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "url",
      "storageKey": null
    }
  ],
  "type": "Attachment",
  "abstractKey": null
};

(node as any).hash = "a98028e57ded1fbebd37b31390e41c6b";

export default node;
