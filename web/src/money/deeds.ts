import type { StageDeeds_stage$data } from "../__generated__/StageDeeds_stage.graphql";

export type Stage = StageDeeds_stage$data;
export type Action = Stage["actions"][number];

export interface DeedProps {
  /** As it was shown when it was asked. */
  stage: Stage;
  onClose: () => void;
}
