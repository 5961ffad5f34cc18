/**
 * @generated SignedSource<<67f56a6974683529c367dc2262080fad>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderInlineDataFragment } from 'relay-runtime';
export type ConversationKind = "APPLICATION" | "CONTRACT" | "DISPUTE" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type about_conversation$data = {
  readonly applicant: {
    readonly id: string;
    readonly party: {
      readonly id: string;
      readonly myRole: MemberRole | null | undefined;
      readonly name: string;
    };
  };
  readonly contract: {
    readonly id: string;
    readonly number: string;
  } | null | undefined;
  readonly demand: {
    readonly awarder: {
      readonly id: string;
      readonly myRole: MemberRole | null | undefined;
      readonly name: string;
    };
    readonly id: string;
    readonly title: string;
  };
  readonly id: string;
  readonly kind: ConversationKind;
  readonly " $fragmentType": "about_conversation";
};
export type about_conversation$key = {
  readonly " $data"?: about_conversation$data;
  readonly " $fragmentSpreads": FragmentRefs<"about_conversation">;
};

const node: ReaderInlineDataFragment = {
  "kind": "InlineDataFragment",
  "name": "about_conversation"
};

(node as any).hash = "e42156fe025604b5b088d59c6e8526d0";

export default node;
