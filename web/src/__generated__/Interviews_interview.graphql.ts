/**
 * @generated SignedSource<<0d8e9c4b5ea1797cb4d7ad97af61e347>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type InterviewState = "CANCELLED" | "ENDED" | "EXPIRED" | "LIVE" | "NO_SHOW" | "PROPOSED" | "SCHEDULED" | "%future added value";
export type MemberRole = "MANAGER" | "MEMBER" | "OWNER" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type Interviews_interview$data = {
  readonly applicant: {
    readonly id: string;
    readonly party: {
      readonly id: string;
      readonly myRole: MemberRole | null | undefined;
      readonly name: string;
    };
  };
  readonly demand: {
    readonly awarder: {
      readonly id: string;
      readonly name: string;
    };
    readonly id: string;
  };
  readonly id: string;
  readonly startsAt: string | null | undefined;
  readonly state: InterviewState;
  readonly topic: string;
  readonly " $fragmentType": "Interviews_interview";
};
export type Interviews_interview$key = {
  readonly " $data"?: Interviews_interview$data;
  readonly " $fragmentSpreads": FragmentRefs<"Interviews_interview">;
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
  "name": "name",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Interviews_interview",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "topic",
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
      "name": "startsAt",
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
          "concreteType": "Party",
          "kind": "LinkedField",
          "name": "awarder",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
            (v1/*:: as any*/)
          ],
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
      "name": "applicant",
      "plural": false,
      "selections": [
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "Party",
          "kind": "LinkedField",
          "name": "party",
          "plural": false,
          "selections": [
            (v0/*:: as any*/),
            (v1/*:: as any*/),
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "myRole",
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Interview",
  "abstractKey": null
};
})();

(node as any).hash = "2913d2213f8cdde81d23063549192e7c";

export default node;
