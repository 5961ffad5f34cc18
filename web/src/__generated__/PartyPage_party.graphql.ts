/**
 * @generated SignedSource<<144d7c8aacbdefc9c68f1228908b273d>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
export type PartyKind = "ENTERPRISE" | "INDIVIDUAL" | "TEAM" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type PartyPage_party$data = {
  readonly closedAt: string | null | undefined;
  readonly id: string;
  readonly kind: PartyKind;
  readonly myRole: MemberRole | null | undefined;
  readonly name: string;
  readonly skills: ReadonlyArray<string>;
  readonly summary: string | null | undefined;
  readonly verifiedAt: string | null | undefined;
  readonly version: number;
  readonly " $fragmentSpreads": FragmentRefs<"Invitations_party" | "Members_party" | "Verification_party">;
  readonly " $fragmentType": "PartyPage_party";
};
export type PartyPage_party$key = {
  readonly " $data"?: PartyPage_party$data;
  readonly " $fragmentSpreads": FragmentRefs<"PartyPage_party">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "PartyPage_party",
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
      "name": "name",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "kind",
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
      "name": "closedAt",
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
      "name": "skills",
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
      "name": "myRole",
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Verification_party"
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Members_party"
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "Invitations_party"
    }
  ],
  "type": "Party",
  "abstractKey": null
};

(node as any).hash = "2e1cd83d1447a8929a1629199a6d3bd3";

export default node;
