/**
 * @generated SignedSource<<9192db8175efcb840a8ab21973fa9dc9>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type StaffRole = "ADMINISTRATOR" | "EXPERT" | "MEDIATOR" | "PROFESSIONAL" | "RESOURCE_MANAGER" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Managing_viewer$data = {
  readonly roles: ReadonlyArray<StaffRole>;
  readonly user: {
    readonly id: string;
  };
  readonly " $fragmentType": "Managing_viewer";
};
export type Managing_viewer$key = {
  readonly " $data"?: Managing_viewer$data;
  readonly " $fragmentSpreads": FragmentRefs<"Managing_viewer">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Managing_viewer",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "roles",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "User",
      "kind": "LinkedField",
      "name": "user",
      "plural": false,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "id",
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Viewer",
  "abstractKey": null
};

(node as any).hash = "06c0974a1208a5277b16e121abad0e86";

export default node;
