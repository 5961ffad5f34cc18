/**
 * @generated SignedSource<<a37345ef294d009b6e69070a45f13d39>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type RemarkDeeds_remark$data = {
  readonly body: string;
  readonly id: string;
  readonly version: number;
  readonly " $fragmentType": "RemarkDeeds_remark";
};
export type RemarkDeeds_remark$key = {
  readonly " $data"?: RemarkDeeds_remark$data;
  readonly " $fragmentSpreads": FragmentRefs<"RemarkDeeds_remark">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "RemarkDeeds_remark",
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
    }
  ],
  "type": "Remark",
  "abstractKey": null
};

(node as any).hash = "3cd5a2fd61a29a55661809d30772d671";

export default node;
