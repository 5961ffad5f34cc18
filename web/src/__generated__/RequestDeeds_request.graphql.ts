/**
 * @generated SignedSource<<add62d9a6df2c5ca5f65c356cf2ba8aa>>
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
  readonly " $fragmentSpreads": FragmentRefs<"Delivering_request">;
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
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Delivering_request"
    }
  ],
  "type": "TemplateRequest",
  "abstractKey": null
};

(node as any).hash = "d157428632d7484c8a568dde80111340";

export default node;
