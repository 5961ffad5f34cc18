/**
 * @generated SignedSource<<c8a759a474c23fe23fe6cf08e10cce94>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ApplicantAction = "CONFIRM" | "DISCARD_DRAFT" | "INVALIDATE" | "SAVE" | "SUBMIT" | "WITHDRAW" | "%future added value";
export type BidState = "DRAFT" | "INVALIDATED" | "LAPSED" | "NEEDS_CONFIRMATION" | "NOT_SELECTED" | "SUBMITTED" | "WITHDRAWN" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Standing_applicant$data = {
  readonly actions: ReadonlyArray<ApplicantAction>;
  readonly id: string;
  readonly state: BidState;
  readonly version: number;
  readonly " $fragmentType": "Standing_applicant";
};
export type Standing_applicant$key = {
  readonly " $data"?: Standing_applicant$data;
  readonly " $fragmentSpreads": FragmentRefs<"Standing_applicant">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Standing_applicant",
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
      "name": "state",
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
  "type": "Applicant",
  "abstractKey": null
};

(node as any).hash = "00b0661ed9a479fea9574406e2d0d70a";

export default node;
