import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useId, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { Link, useLocation, useSearch } from "wouter";
import type { ShellNewsSubscription } from "../__generated__/ShellNewsSubscription.graphql";
import type { ShellQuery } from "../__generated__/ShellQuery.graphql";
import type { ShellSignOutMutation } from "../__generated__/ShellSignOutMutation.graphql";
import type { ShellUnreadQuery } from "../__generated__/ShellUnreadQuery.graphql";
import { useAct } from "../network/acting";
import { useFollowing, useLink } from "../network/following";
import { tellNews, useNews } from "../network/news";
import { dropSession } from "../network/session";
import { Awaited, lazily } from "../parts/Awaited";
import { Spared } from "../parts/Failure";
import { Skip, Skips } from "../parts/Skip";
import { useUnreadInTitle } from "../parts/title";
import { useChoosingLanguage } from "./choosing";
import { isLanguage, LANGUAGES } from "./languages";
import { routes } from "./routes";
import styles from "./Shell.module.css";
import { SigningOut } from "./SigningOut";
import { chooseTheme, chosenTheme, type Theme } from "./themes";

const Sending = lazily(() => import("../messages/Sending"));

/** What is around every page: where one is, and who one is. */
export function Shell({ isSignedIn, children }: { isSignedIn: boolean; children: ReactNode }) {
  const { t } = useLingui();
  const [path] = useLocation();
  // What failed is tried again on another page, and when the link is there again.
  const tried = `${path} ${useLink()}`;
  useClosing(path);
  return (
    <div className={styles.shell}>
      <Skips>
        <Skip to="content">
          <Trans>To the content</Trans>
        </Skip>
      </Skips>
      <header className={styles.head}>
        <Link href={routes.market} className={styles.name}>
          <Mark />
          Bidhall
        </Link>
        {isSignedIn ? (
          <OwnPlaces tried={tried} />
        ) : (
          <nav className={styles.places}>
            <MarketPlace />
          </nav>
        )}
        <div className={styles.person}>
          <LinkLost />
          {isSignedIn ? (
            <Spared place={tried} fallback={<SettingsMenu name={t`unknown`} onSignOut={dropSession} />}>
              <Awaited>
                <Account tried={tried} />
              </Awaited>
            </Spared>
          ) : (
            <>
              <SettingsMenu name={null} onSignOut={null} />
              <SignInLink path={path} />
            </>
          )}
        </div>
      </header>
      {isSignedIn && (
        <Spared place={tried} fallback={null}>
          <Awaited>
            <Sending />
          </Awaited>
        </Spared>
      )}
      <main id="content" className={styles.content} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** Closes what is open behind whoever goes elsewhere from it. */
function useClosing(path: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each path
  useEffect(() => {
    for (const each of document.querySelectorAll<HTMLElement>(":popover-open")) each.hidePopover();
  }, [path]);
}

/** Said on every page while it lasts. The place is kept free of it otherwise: nothing moves when it appears. */
function LinkLost() {
  const isLost = useLink() === "lost";
  return (
    <p className={styles.link} role="status">
      {isLost && <Trans>No connection</Trans>}
    </p>
  );
}

function Place({ path, children }: { path: string; children: ReactNode }) {
  const [here] = useLocation();
  const isHere = here === path || (path !== "/" && here.startsWith(`${path}/`));
  return (
    <Link href={path} aria-current={isHere ? "page" : undefined}>
      {children}
    </Link>
  );
}

interface Counts {
  messages: number;
  notifications: number;
}

/** Tells what was not read, as of the last news: a message counts as one, although there is a notification of it, too. */
function Counting({ onCount }: { onCount: (counts: Counts) => void }) {
  const [path] = useLocation();
  const link = useLink();
  const news = useNews();
  const { viewer } = useLazyLoadQuery<ShellUnreadQuery>(
    graphql`
      query ShellUnreadQuery {
        viewer {
          id
          unreadMessageCount
          unreadNotificationCount(without: [MESSAGE_RECEIVED])
          newest: notifications(first: 1) {
            cursor
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-and-network", fetchKey: `${path} ${link} ${news}` },
  );
  const [after] = useState(viewer?.newest.cursor ?? null);
  useFollowing<ShellNewsSubscription>(
    graphql`
      subscription ShellNewsSubscription($after: String) {
        notifications(after: $after) {
          cursor
        }
      }
    `,
    after === null ? null : { after },
    { onEvent: tellNews },
  );
  // What a page has read before that may be older than what is followed.
  useEffect(() => {
    if (after !== null) tellNews();
  }, [after]);
  const messages = viewer?.unreadMessageCount ?? 0;
  const notifications = viewer?.unreadNotificationCount ?? 0;
  useUnreadInTitle(messages + notifications);
  useEffect(() => onCount({ messages, notifications }), [messages, notifications, onCount]);
  return null;
}

/** In a row; where there is no room for it, behind a button that counts all that was not read. */
function OwnPlaces({ tried }: { tried: string }) {
  const id = useId();
  const [{ messages, notifications }, setCounts] = useState<Counts>({ messages: 0, notifications: 0 });
  return (
    <>
      <Spared place={tried} fallback={null}>
        <Awaited>
          <Counting onCount={setCounts} />
        </Awaited>
      </Spared>
      <button type="button" className={styles.menu} popoverTarget={id}>
        <Trans>Menu</Trans>
        <Unread count={messages + notifications} />
        <Arrow />
      </button>
      <nav id={id} popover="auto" className={styles.places}>
        <MarketPlace />
        <Place path={routes.desk}>
          <Trans>My demands</Trans>
        </Place>
        <Place path={routes.bids}>
          <Trans>My bids</Trans>
        </Place>
        <Place path={routes.contracts}>
          <Trans>Contracts</Trans>
        </Place>
        <Place path={routes.money}>
          <Trans>Money</Trans>
        </Place>
        <Place path="/inbox">
          <Trans>Inbox</Trans>
          <Unread count={messages} />
        </Place>
        <Place path="/interviews">
          <Trans>Interviews</Trans>
        </Place>
        <Place path={routes.notifications}>
          <Trans>Notifications</Trans>
          <Unread count={notifications} />
        </Place>
      </nav>
    </>
  );
}

function MarketPlace() {
  return (
    <Place path={routes.market}>
      <Trans>Market</Trans>
    </Place>
  );
}

function Unread({ count }: { count: number }) {
  const { t } = useLingui();
  if (count === 0) return null;
  return (
    <span className={styles.count}>
      <span className="visually-hidden">{t`unread:`}</span> {count}
    </span>
  );
}

function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 18 16" aria-hidden="true">
      <path d="M2 15V3M7 15V7M12 15v-5M17 15v-2" />
    </svg>
  );
}

function Arrow() {
  return (
    <svg className={styles.arrow} viewBox="0 0 10 6" aria-hidden="true">
      <path d="m1 1 4 4 4-4" />
    </svg>
  );
}

function SignInLink({ path }: { path: string }) {
  const search = useSearch();
  const isThere = path === routes.signIn || path === routes.signUp;
  if (isThere) return null;
  const next = encodeURIComponent(search ? `${path}?${search}` : path);
  return (
    <>
      <Link href={`${routes.signUp}?next=${next}`} className={styles.join}>
        <Trans>Create an account</Trans>
      </Link>
      <Link href={`${routes.signIn}?next=${next}`} className={styles.enter}>
        <Trans>Sign in</Trans>
      </Link>
    </>
  );
}

function Account({ tried }: { tried: string }) {
  const { viewer } = useLazyLoadQuery<ShellQuery>(
    graphql`
      query ShellQuery {
        viewer {
          id
          roles
          user {
            id
            name
          }
        }
      }
    `,
    {},
    { fetchPolicy: "store-or-network", fetchKey: tried },
  );
  const [, go] = useLocation();
  const [signOut] = useAct<ShellSignOutMutation>(graphql`
    mutation ShellSignOutMutation {
      signOut {
        __typename
        ... on Session {
          id
          expiresAt
        }
      }
    }
  `);
  const leave = async () => {
    // Whatever the answer is: this browser forgets the token.
    await signOut(undefined as never);
    dropSession();
    // What was open may be for members alone.
    go(routes.market);
  };
  return <SettingsMenu name={viewer?.user.name ?? ""} isStaff={Boolean(viewer?.roles.length)} onSignOut={leave} />;
}

interface SettingsMenuProps {
  /** Of whoever is signed in. */
  name: string | null;
  isStaff?: boolean;
  onSignOut: (() => void) | null;
}

function SettingsMenu({ name, isStaff = false, onSignOut }: SettingsMenuProps) {
  const { t, i18n } = useLingui();
  const id = useId();
  const choose = useChoosingLanguage();
  const language = isLanguage(i18n.locale) ? LANGUAGES[i18n.locale] : "";
  return (
    <>
      <button
        type="button"
        className={styles.opener}
        popoverTarget={id}
        aria-label={name ? t`Account of ${name}` : t`Language and appearance: ${language}`}
      >
        <span className={styles.called}>{name ?? language}</span>
        <Arrow />
      </button>
      <div id={id} popover="auto" className={styles.popover}>
        <Choices
          title={t`Language`}
          name="language"
          choices={LANGUAGES}
          initial={i18n.locale}
          onChoose={(tag) => isLanguage(tag) && choose(tag)}
          isLanguage
        />
        <Choices
          title={t`Appearance`}
          name="theme"
          choices={{ system: t`Same as the system`, light: t`Light`, dark: t`Dark` }}
          initial={chosenTheme()}
          onChoose={(theme) => chooseTheme(theme as Theme)}
        />
        {onSignOut && (
          <nav className={styles.more} aria-label={t`Account`}>
            <Link href="/settings/profile">
              <Trans>Settings</Trans>
            </Link>
            <Link href="/settings/parties">
              <Trans>You and your companies</Trans>
            </Link>
            {isStaff && (
              <Link href={routes.staff}>
                <Trans>Staff</Trans>
              </Link>
            )}
          </nav>
        )}
        {onSignOut && <SigningOut within={id} onSignOut={onSignOut} />}
      </div>
    </>
  );
}

interface ChoicesProps {
  title: string;
  name: string;
  choices: Record<string, string>;
  initial: string;
  onChoose: (key: string) => void;
  /** The titles are in the languages that they name. */
  isLanguage?: boolean;
}

function Choices({ title, name, choices, initial, onChoose, isLanguage = false }: ChoicesProps) {
  return (
    <fieldset className={styles.choices}>
      <legend>{title}</legend>
      {Object.entries(choices).map(([key, text]) => (
        <label key={key}>
          <input type="radio" name={name} value={key} defaultChecked={key === initial} onChange={() => onChoose(key)} />
          <span lang={isLanguage ? key : undefined}>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
