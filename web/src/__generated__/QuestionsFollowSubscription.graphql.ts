/**
 * @generated SignedSource<<cb80897d502a4b4c6d9d66602ceab9bf>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type QuestionsFollowSubscription$variables = {
  after?: string | null | undefined;
  connections: ReadonlyArray<string>;
  demandId: string;
};
export type QuestionsFollowSubscription$data = {
  readonly questions: {
    readonly cursor: string;
    readonly event: {
      readonly __typename: "QuestionAnswered";
      readonly question: {
        readonly " $fragmentSpreads": FragmentRefs<"Questions_question">;
      };
    } | {
      readonly __typename: "QuestionAsked";
      readonly question: {
        readonly id: string;
        readonly " $fragmentSpreads": FragmentRefs<"Questions_question">;
      };
    } | {
      readonly __typename: "QuestionHidden";
      readonly questionId: string;
    } | {
      readonly __typename: "QuestionRestored";
      readonly question: {
        readonly id: string;
        readonly " $fragmentSpreads": FragmentRefs<"Questions_question">;
      };
    } | {
      readonly __typename: "QuestionWithdrawn";
      readonly questionId: string;
    } | {
      readonly __typename: "ResyncRequired";
      readonly code: string;
    } | {
      // This will never be '%other', but we need some
      // value in case none of the concrete values match.
      readonly __typename: "%other";
    };
  };
};
export type QuestionsFollowSubscription = {
  response: QuestionsFollowSubscription$data;
  variables: QuestionsFollowSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "after"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "connections"
},
v2 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "demandId"
},
v3 = [
  {
    "kind": "Variable",
    "name": "after",
    "variableName": "after"
  },
  {
    "kind": "Variable",
    "name": "demandId",
    "variableName": "demandId"
  }
],
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "cursor",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "__typename",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v7 = {
  "args": null,
  "kind": "FragmentSpread",
  "name": "Questions_question"
},
v8 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Question",
    "kind": "LinkedField",
    "name": "question",
    "plural": false,
    "selections": [
      (v6/*:: as any*/),
      (v7/*:: as any*/)
    ],
    "storageKey": null
  }
],
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "questionId",
  "storageKey": null
},
v10 = [
  (v9/*:: as any*/)
],
v11 = {
  "kind": "InlineFragment",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "code",
      "storageKey": null
    }
  ],
  "type": "ResyncRequired",
  "abstractKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "concreteType": "Question",
  "kind": "LinkedField",
  "name": "question",
  "plural": false,
  "selections": [
    (v6/*:: as any*/),
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
  "storageKey": null
},
v13 = {
  "kind": "Variable",
  "name": "connections",
  "variableName": "connections"
},
v14 = [
  (v12/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "filters": null,
    "handle": "appendNode",
    "key": "",
    "kind": "LinkedHandle",
    "name": "question",
    "handleArgs": [
      (v13/*:: as any*/),
      {
        "kind": "Literal",
        "name": "edgeTypeName",
        "value": "QuestionEdge"
      }
    ]
  }
],
v15 = [
  (v9/*:: as any*/),
  {
    "alias": null,
    "args": null,
    "filters": null,
    "handle": "deleteEdge",
    "key": "",
    "kind": "ScalarHandle",
    "name": "questionId",
    "handleArgs": [
      (v13/*:: as any*/)
    ]
  }
];
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "QuestionsFollowSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v3/*:: as any*/),
        "concreteType": "QuestionEvent",
        "kind": "LinkedField",
        "name": "questions",
        "plural": false,
        "selections": [
          (v4/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": null,
            "kind": "LinkedField",
            "name": "event",
            "plural": false,
            "selections": [
              (v5/*:: as any*/),
              {
                "kind": "InlineFragment",
                "selections": (v8/*:: as any*/),
                "type": "QuestionAsked",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": (v8/*:: as any*/),
                "type": "QuestionRestored",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "Question",
                    "kind": "LinkedField",
                    "name": "question",
                    "plural": false,
                    "selections": [
                      (v7/*:: as any*/)
                    ],
                    "storageKey": null
                  }
                ],
                "type": "QuestionAnswered",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": (v10/*:: as any*/),
                "type": "QuestionWithdrawn",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": (v10/*:: as any*/),
                "type": "QuestionHidden",
                "abstractKey": null
              },
              (v11/*:: as any*/)
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v2/*:: as any*/),
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "QuestionsFollowSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v3/*:: as any*/),
        "concreteType": "QuestionEvent",
        "kind": "LinkedField",
        "name": "questions",
        "plural": false,
        "selections": [
          (v4/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": null,
            "kind": "LinkedField",
            "name": "event",
            "plural": false,
            "selections": [
              (v5/*:: as any*/),
              {
                "kind": "InlineFragment",
                "selections": (v14/*:: as any*/),
                "type": "QuestionAsked",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": (v14/*:: as any*/),
                "type": "QuestionRestored",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": [
                  (v12/*:: as any*/)
                ],
                "type": "QuestionAnswered",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": (v15/*:: as any*/),
                "type": "QuestionWithdrawn",
                "abstractKey": null
              },
              {
                "kind": "InlineFragment",
                "selections": (v15/*:: as any*/),
                "type": "QuestionHidden",
                "abstractKey": null
              },
              (v11/*:: as any*/)
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "34f504a02fe56eef789e8367eeaa0115",
    "id": null,
    "metadata": {},
    "name": "QuestionsFollowSubscription",
    "operationKind": "subscription",
    "text": "subscription QuestionsFollowSubscription(\n  $demandId: ID!\n  $after: String\n) {\n  questions(demandId: $demandId, after: $after) {\n    cursor\n    event {\n      __typename\n      ... on QuestionAsked {\n        question {\n          id\n          ...Questions_question\n        }\n      }\n      ... on QuestionRestored {\n        question {\n          id\n          ...Questions_question\n        }\n      }\n      ... on QuestionAnswered {\n        question {\n          ...Questions_question\n          id\n        }\n      }\n      ... on QuestionWithdrawn {\n        questionId\n      }\n      ... on QuestionHidden {\n        questionId\n      }\n      ... on ResyncRequired {\n        code\n      }\n    }\n  }\n}\n\nfragment QuestionDeeds_question on Question {\n  id\n  body\n  answer\n  version\n  actions\n}\n\nfragment Questions_question on Question {\n  id\n  body\n  askedAt\n  answer\n  answeredAt\n  correctedAt\n  isMine\n  ...QuestionDeeds_question\n}\n"
  }
};
})();

(node as any).hash = "51e071c5d3d3c170602c0d2fcedb837c";

export default node;
