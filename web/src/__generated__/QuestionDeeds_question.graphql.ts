/**
 * @generated SignedSource<<a645c9a42a4fa3db3b56d7ed9ed92091>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderFragment } from 'relay-runtime';
export type QuestionAction = "ANSWER" | "HIDE" | "RESTORE" | "WITHDRAW" | "%future added value";
import { FragmentRefs } from "relay-runtime";
export type QuestionDeeds_question$data = {
  readonly actions: ReadonlyArray<QuestionAction>;
  readonly answer: string | null | undefined;
  readonly body: string;
  readonly id: string;
  readonly version: number;
  readonly " $fragmentType": "QuestionDeeds_question";
};
export type QuestionDeeds_question$key = {
  readonly " $data"?: QuestionDeeds_question$data;
  readonly " $fragmentSpreads": FragmentRefs<"QuestionDeeds_question">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "QuestionDeeds_question",
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
      "name": "answer",
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
  "type": "Question",
  "abstractKey": null
};

(node as any).hash = "89455a5a9bd75bd4757d9b21899e51b0";

export default node;
