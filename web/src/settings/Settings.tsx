/** What somebody says of themselves, how they are told and by whom they act: a page for each. */
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useSession } from "../network/session";
import { NothingHere } from "../parts/Failure";
import { useTitle } from "../parts/title";
import { Appearance } from "./Appearance";
import { Channels } from "./Channels";
import { Parties } from "./Parties";
import { Profile } from "./Profile";
import { Security } from "./Security";
import styles from "./Settings.module.css";

const SECTIONS = {
  profile: Profile,
  security: Security,
  notifications: Channels,
  parties: Parties,
  appearance: Appearance,
};

export default function Settings({ section }: { section: string | null }) {
  const here = section ?? "profile";
  const Section = Object.hasOwn(SECTIONS, here) ? SECTIONS[here as keyof typeof SECTIONS] : NothingHere;
  return (
    <Around here={here}>
      <Section />
    </Around>
  );
}

/** A page of the settings, with the way to the others. */
export function Around({ here, children }: { here: string; children: ReactNode }) {
  const { t } = useLingui();
  const isSignedIn = useSession() !== null;
  const sections = [
    ["profile", t`Profile`],
    ["security", t`Password and sessions`],
    ["notifications", t`Notifications`],
    ["parties", t`You and your companies`],
    ["appearance", t`Appearance`],
  ] as const;
  useTitle(sections.find(([key]) => key === here)?.[1] ?? null);
  if (!isSignedIn && here !== "appearance") return <NothingHere />;
  return (
    <div className={styles.settings}>
      <nav className={styles.sections} aria-label={t`Settings`}>
        {sections.map(([key, title]) => (
          <Link key={key} href={`/settings/${key}`} aria-current={key === here ? "page" : undefined}>
            {title}
          </Link>
        ))}
      </nav>
      <div className={styles.content}>{children}</div>
    </div>
  );
}
