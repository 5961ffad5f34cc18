/**
 * @generated SignedSource<<975d82d07de4dcc9521e2c7a0a2d8ada>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Verification_party$data = {
  readonly closedAt: string | null | undefined;
  readonly id: string;
  readonly myRole: MemberRole | null | undefined;
  readonly skills: ReadonlyArray<string>;
  readonly summary: string | null | undefined;
  readonly verificationRefusal: string | null | undefined;
  readonly verifiedAt: string | null | undefined;
  readonly " $fragmentType": "Verification_party";
};
export type Verification_party$key = {
  readonly " $data"?: Verification_party$data;
  readonly " $fragmentSpreads": FragmentRefs<"Verification_party">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Verification_party",
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
      "name": "verifiedAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "verificationRefusal",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "closedAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "summary",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "skills",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "myRole",
      "storageKey": null
    }
  ],
  "type": "Party",
  "abstractKey": null
};

(node as any).hash = "404c654261dcc42d9b6b703b34712029";

export default node;
