/**
 * @generated SignedSource<<099f7a572fcdbc05fa3839549ab5a71a>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type ApplicantAction = "CONFIRM" | "DISCARD_DRAFT" | "INVALIDATE" | "SAVE" | "SUBMIT" | "WITHDRAW" | "%future added value";
export type AwardState = "ACCEPTED" | "DECLINED" | "LAPSED" | "OFFERED" | "REVOKED" | "VOIDED" | "%future added value";
export type BidState = "DRAFT" | "INVALIDATED" | "LAPSED" | "NEEDS_CONFIRMATION" | "NOT_SELECTED" | "SUBMITTED" | "WITHDRAWN" | "%future added value";
export type DemandState = "AWARDED" | "CANCELLED" | "COMPLETED" | "CONTRACTED" | "DRAFT" | "FAILED" | "IN_PROGRESS" | "OPEN" | "SELECTING" | "SUSPENDED" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Bids_applicant$data = {
  readonly actions: ReadonlyArray<ApplicantAction>;
  readonly award: {
    readonly id: string;
    readonly state: AwardState;
    readonly " $fragmentSpreads": FragmentRefs<"Offer_award">;
  } | null | undefined;
  readonly bid: {
    readonly id: string;
    readonly number: number;
    readonly price: {
      readonly amount: string;
      readonly currency: string;
    };
  } | null | undefined;
  readonly demand: {
    readonly deadlineAt: string | null | undefined;
    readonly id: string;
    readonly myApplicants?: ReadonlyArray<{
      readonly id: string;
    }>;
    readonly state: DemandState;
    readonly title: string;
  };
  readonly draft: {
    readonly id: string;
    readonly savedAt: string;
  } | null | undefined;
  readonly id: string;
  readonly party: {
    readonly id: string;
    readonly myRole: MemberRole | null | undefined;
    readonly name: string;
  };
  readonly state: BidState;
  readonly " $fragmentSpreads": FragmentRefs<"Standing_applicant">;
  readonly " $fragmentType": "Bids_applicant";
};
export type Bids_applicant$key = {
  readonly " $data"?: Bids_applicant$data;
  readonly " $fragmentSpreads": FragmentRefs<"Bids_applicant">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "state",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Bids_applicant",
  "selections": [
    (v0/*:: as any*/),
    (v1/*:: as any*/),
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
      "name": "Standing_applicant"
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Party",
      "kind": "LinkedField",
      "name": "party",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
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
          "name": "myRole",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Bid",
      "kind": "LinkedField",
      "name": "bid",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "number",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "concreteType": "Money",
          "kind": "LinkedField",
          "name": "price",
          "plural": false,
          "selections": [
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "amount",
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "currency",
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "BidDraft",
      "kind": "LinkedField",
      "name": "draft",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "savedAt",
          "storageKey": null
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": null,
      "kind": "LinkedField",
      "name": "demand",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "title",
          "storageKey": null
        },
        (v1/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "deadlineAt",
          "storageKey": null
        },
        {
          "kind": "InlineFragment",
          "selections": [
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
        }
      ],
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Award",
      "kind": "LinkedField",
      "name": "award",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        (v1/*:: as any*/),
        {
          "args": null,
          "kind": "FragmentSpread",
          "name": "Offer_award"
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Applicant",
  "abstractKey": null
};
})();

(node as any).hash = "123ba1712ff10eddac84425134c76a28";

export default node;
