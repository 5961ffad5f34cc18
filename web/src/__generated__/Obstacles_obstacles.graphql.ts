/**
 * @generated SignedSource<<462f291da506b391db0a087e2dadf29b>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ContractSide = "AWARDER" | "RECEIVER" | "%future added value";
export type ObstaclePlace = "REQUEST" | "STAGES" | "TAX_DETAILS" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Obstacles_obstacles$data = ReadonlyArray<{
  readonly code: string;
  readonly message: string;
  readonly place: ObstaclePlace | null | undefined;
  readonly side: ContractSide | null | undefined;
  readonly " $fragmentType": "Obstacles_obstacles";
}>;
export type Obstacles_obstacles$key = ReadonlyArray<{
  readonly " $data"?: Obstacles_obstacles$data;
  readonly " $fragmentSpreads": FragmentRefs<"Obstacles_obstacles">;
}>;

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": {
    "plural": true
  },
  "name": "Obstacles_obstacles",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "code",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "message",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "side",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "place",
      "storageKey": null
    }
  ],
  "type": "Obstacle",
  "abstractKey": null
};

(node as any).hash = "05f834abc7b4c44e89bfd84175512c6f";

export default node;
