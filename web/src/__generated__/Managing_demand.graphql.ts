/**
 * @generated SignedSource<<1672f2bb76eafb33e6d72f62bbe31fe9>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Managing_demand$data = {
  readonly awarder: {
    readonly id: string;
    readonly myRole: MemberRole | null | undefined;
  };
  readonly id: string;
  readonly myApplicants: ReadonlyArray<{
    readonly id: string;
  }>;
  readonly resourceManager: {
    readonly id: string;
    readonly name: string;
  } | null | undefined;
  readonly state: DemandState;
  readonly " $fragmentType": "Managing_demand";
};
export type Managing_demand$key = {
  readonly " $data"?: Managing_demand$data;
  readonly " $fragmentSpreads": FragmentRefs<"Managing_demand">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Managing_demand",
  "selections": [
    (v0/*:: as any*/),
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
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "awarder",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "myRole",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "User",
      "kind": "LinkedField",
      "name": "resourceManager",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "name",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Applicant",
      "kind": "LinkedField",
      "name": "myApplicants",
      "plural": true,
      "selections": [
        (v0/*:: as any*/)
      ],
      "storageKey": null
    }
  ],
  "type": "BiddingDemand",
  "abstractKey": null
};
})();

(node as any).hash = "26bb93483ce031956a8c8adedfacb915";

export default node;
