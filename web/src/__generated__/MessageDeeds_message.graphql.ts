/**
 * @generated SignedSource<<93676bafeea6928c9198329e3526261f>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type MessageDeeds_message$data = {
  readonly body: string;
  readonly editingEndsAt: string | null | undefined;
  readonly id: string;
  readonly version: number;
  readonly " $fragmentType": "MessageDeeds_message";
};
export type MessageDeeds_message$key = {
  readonly " $data"?: MessageDeeds_message$data;
  readonly " $fragmentSpreads": FragmentRefs<"MessageDeeds_message">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "MessageDeeds_message",
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
      "name": "body",
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
      "name": "editingEndsAt",
      "storageKey": null
    }
  ],
  "type": "Message",
  "abstractKey": null
};

(node as any).hash = "4e303bc4b1f9bfe34eea884fe61a91cb";

export default node;
