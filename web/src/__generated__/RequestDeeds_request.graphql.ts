/**
 * @generated SignedSource<<eed06b280ec43a5db5183d0a309ebea6>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type TemplateRequestAction = "APPROVE" | "ASK" | "BEGIN" | "CANCEL" | "DELIVER" | "GIVE_INFO" | "REJECT" | "REQUEST_CHANGES" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type RequestDeeds_request$data = {
  readonly actions: ReadonlyArray<TemplateRequestAction>;
  readonly id: string;
  readonly version: number;
  readonly " $fragmentType": "RequestDeeds_request";
};
export type RequestDeeds_request$key = {
  readonly " $data"?: RequestDeeds_request$data;
  readonly " $fragmentSpreads": FragmentRefs<"RequestDeeds_request">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "RequestDeeds_request",
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
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "actions",
      "storageKey": null
    }
  ],
  "type": "TemplateRequest",
  "abstractKey": null
};

(node as any).hash = "ab94311d0b1c99daf4792b1e2c512511";

export default node;
