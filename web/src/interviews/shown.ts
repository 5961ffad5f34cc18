import type { Interview_interview$data } from "../__generated__/Interview_interview.graphql";

/** An interview as its page has read it. */
export type Shown = Interview_interview$data;
