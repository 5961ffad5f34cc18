/**
 * @generated SignedSource<<154c38f43b753248ea7a9443da9fb2e4>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type Questions_question$data = {
  readonly answer: string | null | undefined;
  readonly answeredAt: string | null | undefined;
  readonly askedAt: string;
  readonly body: string;
  readonly correctedAt: string | null | undefined;
  readonly id: string;
  readonly isMine: boolean;
  readonly " $fragmentSpreads": FragmentRefs<"QuestionDeeds_question">;
  readonly " $fragmentType": "Questions_question";
};
export type Questions_question$key = {
  readonly " $data"?: Questions_question$data;
  readonly " $fragmentSpreads": FragmentRefs<"Questions_question">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "Questions_question",
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
      "name": "body",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "askedAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "answer",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "answeredAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "correctedAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "isMine",
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "QuestionDeeds_question"
    }
  ],
  "type": "Question",
  "abstractKey": null
};

(node as any).hash = "9cb26157c0a11ab94d4bdb2233bafc3a";

export default node;
