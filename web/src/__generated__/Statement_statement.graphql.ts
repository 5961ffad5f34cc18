/**
 * @generated SignedSource<<901b6b2402a841401739637af3a6536e>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type Statement_statement$data = {
  readonly balance: {
    readonly amount: string;
    readonly currency: string;
  };
  readonly " $fragmentType": "Statement_statement";
};
export type Statement_statement$key = {
  readonly " $data"?: Statement_statement$data;
  readonly " $fragmentSpreads": FragmentRefs<"Statement_statement">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Statement_statement",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Money",
      "kind": "LinkedField",
      "name": "balance",
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
  "type": "Statement",
  "abstractKey": null
};

(node as any).hash = "197cbf2d230730ce3c142b46fada59f1";

export default node;
