/** Proposing an interview to an applicant. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link, useLocation } from "wouter";
import type { ProposingMutation } from "../__generated__/ProposingMutation.graphql";
import type { ProposingQuery } from "../__generated__/ProposingQuery.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import { invalid, type Refusal } from "../network/refusals";
import { Button } from "../parts/Button";
import { NothingHere, useTry } from "../parts/Failure";
import { Field } from "../parts/Field";
import { Form } from "../parts/Form";
import { RefusalNotice } from "../parts/Notice";
import { useTitle } from "../parts/title";
import { useEmpty } from "../parts/useEmpty";
import { ownZone } from "../parts/zones";
import styles from "./Interview.module.css";
import { People } from "./People";
import { SlotsForm, slotsOf, useSlots, useTimeless } from "./SlotsForm";
import { rememberedZone } from "./times";

/** Hosts are at most five: a room has six places. */
export function Proposing({ applicantId }: { applicantId: string }) {
  const { t } = useLingui();
  const { viewer, node } = useLazyLoadQuery<ProposingQuery>(
    graphql`
      query ProposingQuery($id: ID!) {
        viewer {
          id
          user {
            id
          }
        }
        node(id: $id) {
          __typename
          ... on Applicant {
            id
            party {
              id
              name
            }
            demand {
              id
              title
              awarder {
                id
                name
                members {
                  user {
                    id
                    name
                  }
                }
              }
            }
          }
        }
      }
    `,
    { id: applicantId },
    { fetchPolicy: "store-and-network", fetchKey: useTry() },
  );
  useTitle(node?.__typename === "Applicant" ? t`Meet ${node.party.name}` : null);
  if (!viewer || node?.__typename !== "Applicant" || !node.demand.awarder.members) return <NothingHere />;
  const { party, demand } = node;
  return (
    <div className={styles.page}>
      <header>
        <h1>{t`Meet ${party.name}`}</h1>
        <p className={styles.soft}>
          <Link href={`/demands/${demand.id}`}>{demand.title}</Link>
        </p>
      </header>
      <Proposal
        applicantId={applicantId}
        me={viewer.user.id}
        people={node.demand.awarder.members.map(({ user }) => user)}
        title={demand.title}
      />
    </div>
  );
}

interface ProposalProps {
  applicantId: string;
  me: string;
  people: readonly { readonly id: string; readonly name: string }[];
  title: string;
}

function Proposal({ applicantId, me, people, title }: ProposalProps) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [topic, setTopic] = useState(title);
  const [media, setMedia] = useState<"AUDIO" | "VIDEO">("VIDEO");
  const [slots, setSlots] = useSlots(rememberedZone());
  const timelessIn = useTimeless();
  const emptyOf = useEmpty();
  const [hosts, setHosts] = useState<ReadonlySet<string>>(new Set([me]));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decision = useKeyOfDecision();
  const [propose, isActing] = useAct<ProposingMutation>(graphql`
    mutation ProposingMutation($input: ProposeInterviewInput!) {
      proposeInterview(input: $input) {
        __typename
        ... on Interview {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const offered = slotsOf(slots);
    if (!offered) return setRefusal(invalid({ ...emptyOf({ topic }), ...timelessIn(slots) }));
    const input = { applicantId, topic, media, slots: offered, timeZone: ownZone(), hostIds: [...hosts] };
    const { result, refusal: refused } = await propose({ ...input, idempotencyKey: decision.key() });
    if (refused) decision.renew(refused);
    setRefusal(refused);
    // Going back leads to where somebody came from, and not to the empty form.
    if (result?.id) go(`/interviews/${result.id}`, { replace: true });
  };
  return (
    <Form refusal={refusal} className={styles.form} onSubmit={submit}>
      <Field label={t`What it is about`} value={topic} onChange={setTopic} problem={refusal?.fields.topic} />
      <fieldset className={styles.people}>
        <legend>
          <Trans>How you meet</Trans>
        </legend>
        <label>
          <input type="radio" name="media" checked={media === "VIDEO"} onChange={() => setMedia("VIDEO")} />
          <Trans>Audio and video</Trans>
        </label>
        <label>
          <input type="radio" name="media" checked={media === "AUDIO"} onChange={() => setMedia("AUDIO")} />
          <Trans>Audio only</Trans>
        </label>
      </fieldset>
      <SlotsForm draft={slots} onChange={setSlots} refusal={refusal} />
      {people.length > 1 && (
        <People
          title={t`Who takes part`}
          people={people}
          chosen={hosts}
          onChange={setHosts}
          problem={refusal?.fields.hostIds}
        />
      )}
      <RefusalNotice refusal={refusal} shown={shownIn(refusal)} />
      <div>
        <Button type="submit" look="main" isPending={isActing}>
          <Trans>Propose</Trans>
        </Button>
      </div>
    </Form>
  );
}

/** The paths whose problems stand beside their fields: all but those of the slots as a whole. */
export function shownIn(refusal: Refusal | null): string[] {
  return Object.keys(refusal?.fields ?? {}).filter((path) => path !== "slots");
}
