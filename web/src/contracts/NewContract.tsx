/** Makes the contract of an accepted award; either side can begin it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link, Redirect, useLocation } from "wouter";
import type { NewContractDraftMutation } from "../__generated__/NewContractDraftMutation.graphql";
import type { NewContractQuery } from "../__generated__/NewContractQuery.graphql";
import { useAct, useKeyOfDecision } from "../network/acting";
import type { Refusal } from "../network/refusals";
import { NothingHere, useTry } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { useTexts } from "../parts/texts";
import { useTitle } from "../parts/title";
import { useWriting } from "../parts/useWriting";
import styles from "./Contract.module.css";
import { knownOf } from "./known";
import { SENT } from "./sent";
import { type Ground, TermsForm, type TermsInput } from "./TermsForm";
import type { TermsText } from "./terms";

export default function NewContract({ awardId }: { awardId: string }) {
  // The other side may have drafted it meanwhile: then it is read again, which leads there.
  const [tries, setTries] = useState(0);
  const { viewer, node } = useLazyLoadQuery<NewContractQuery>(
    graphql`
      query NewContractQuery($id: ID!) {
        viewer {
          id
          parties {
            id
            taxProfile {
              address
              postcode
              city
              country
              taxNumber
              vatNumber
              registration
              email
            }
          }
          contracts(first: 20) {
            edges {
              node {
                id
                terms
                awarder {
                  id
                }
                receiver {
                  id
                }
              }
            }
          }
        }
        node(id: $id) {
          __typename
          ... on Award {
            id
            state
            kind
            price {
              amount
              currency
            }
            contract {
              id
            }
            candidate {
              id
              applicant {
                id
                party {
                  id
                  name
                  kind
                }
                bid {
                  id
                  proposal
                  durationDays
                  stages {
                    title
                    amount {
                      amount
                    }
                    dueAfterDays
                  }
                }
              }
            }
            demand {
              id
              title
              description
              awarder {
                id
                name
                kind
                myRole
              }
              ... on BiddingDemand {
                myApplicants {
                  id
                  award {
                    id
                  }
                  party {
                    id
                    name
                    kind
                  }
                  bid {
                    id
                    proposal
                    durationDays
                    stages {
                      title
                      amount {
                        amount
                      }
                      dueAfterDays
                    }
                  }
                }
              }
            }
          }
        }
      }
    `,
    { id: awardId },
    { fetchPolicy: "network-only", fetchKey: `${useTry()} ${tries}` },
  );
  if (node?.__typename !== "Award") return <NothingHere />;
  if (node.contract) return <Redirect to={`/contracts/${node.contract.id}`} replace />;
  const applicant = node.candidate?.applicant ?? node.demand.myApplicants?.find(({ award }) => award?.id === node.id);
  if (!applicant || (node.kind !== "B2B" && node.kind !== "B2C")) return <NothingHere />;
  const onDrafted = () => setTries((count) => count + 1);
  return <Drafting viewer={viewer} award={{ ...node, kind: node.kind }} applicant={applicant} onDrafted={onDrafted} />;
}

type Award = Extract<NonNullable<NewContractQuery["response"]["node"]>, { readonly __typename: "Award" }>;

interface DraftingProps {
  viewer: NewContractQuery["response"]["viewer"];
  award: Award & { readonly kind: "B2B" | "B2C" };
  applicant: NonNullable<Award["candidate"]>["applicant"];
  onDrafted: () => void;
}

function Drafting({ viewer, award, applicant, onDrafted }: DraftingProps) {
  const { t, i18n } = useLingui();
  useTitle(t`Draft the contract`);
  const { money } = useTexts();
  const [, go] = useLocation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const decision = useKeyOfDecision();
  const { awarder } = award.demand;
  const ground: Ground = {
    kind: award.kind,
    price: award.price,
    partyKinds: { awarder: awarder.kind, receiver: applicant.party.kind },
    partyNames: { awarder: awarder.name, receiver: applicant.party.name },
    mySide: awarder.myRole ? "awarder" : "receiver",
  };
  const { terms, change, forget } = useWriting(
    award.id,
    () => firstTerms({ viewer, award, applicant }, i18n.locale),
    viewer?.id ?? null,
  );
  const [draft, isDrafting] = useAct<NewContractDraftMutation>(graphql`
    mutation NewContractDraftMutation($input: DraftContractInput!) {
      draftContract(input: $input) {
        __typename
        ... on Contract {
          id
        }
        ...refusals_refusal @relay(mask: false)
      }
    }
  `);
  const send = async (input: TermsInput) => {
    // What was wrong with the last try says nothing about this one.
    setRefusal(null);
    const { result, refusal } = await draft({ ...input, awardId: award.id, idempotencyKey: decision.key() });
    setRefusal(refusal);
    decision.renew(refusal);
    if (refusal?.code === "ALREADY_DRAFTED") onDrafted();
    if (!result?.id) return;
    forget();
    go(`/contracts/${result.id}`, { replace: true, state: SENT });
  };
  return (
    <div className={styles.writing}>
      <header className={styles.head}>
        <p className={styles.by}>
          <Link href={`/demands/${award.demand.id}`}>{award.demand.title}</Link>
        </p>
        <h1>{t`Draft the contract`}</h1>
        <p className={styles.by}>
          <Trans>
            {awarder.name} and {applicant.party.name}, for at most {money(award.price)}
          </Trans>
        </p>
      </header>
      {award.state === "ACCEPTED" ? (
        <TermsForm
          ground={ground}
          terms={terms}
          onChange={change}
          button={t`Draft the contract`}
          isSending={isDrafting}
          refusal={refusal}
          onSend={send}
        >
          <Trans>
            Nothing is agreed yet: both sides can change the terms until both have approved and signed them.
          </Trans>
        </TermsForm>
      ) : (
        <Notice>{t`A contract is made of an offer that was accepted.`}</Notice>
      )}
    </div>
  );
}

type Known = Omit<DraftingProps, "onDrafted">;

/**
 * What is known already: the work as it was asked for and offered, what former contracts and tax details say of the
 * parties, and the stages of the bid, with its days counted from today, or all of it in one.
 */
function firstTerms({ viewer, award, applicant }: Known, language: string): TermsText {
  const { demand } = award;
  const offered = applicant.bid?.stages ?? [];
  const whole = { title: demand.title, amount: award.price, dueAfterDays: applicant.bid?.durationDays };
  const stages = offered.length > 0 ? offered : [whole];
  const work = [demand.description, applicant.bid?.proposal].filter(Boolean).join("\n\n").slice(0, LONGEST_WORK);
  return {
    templateVersionId: "",
    language,
    signsFirst: "RECEIVER",
    parties: {
      awarder: { ...knownOf(viewer, demand.awarder.id, applicant.party.id), name: demand.awarder.name },
      receiver: { ...knownOf(viewer, applicant.party.id, demand.awarder.id), name: applicant.party.name },
    },
    stages: stages.map(({ title, amount: { amount }, dueAfterDays }, key) => ({
      key,
      title,
      amount,
      acceptanceTerms: "",
      dueOn: typeof dueAfterDays === "number" ? dayAfter(dueAfterDays) : "",
    })),
    fields: { work, services: work },
  };
}

/** What the library's templates take of the work. */
const LONGEST_WORK = 8_000;

/** The day in so many days, such as `2030-01-31`. */
function dayAfter(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
