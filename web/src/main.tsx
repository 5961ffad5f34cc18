import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { chooseLanguage, preferredLanguage } from "./app/languages";
import { chooseTheme, chosenTheme } from "./app/themes";
import { Failure } from "./parts/Failure";
import "./styles/tokens.css";
import "./styles/base.css";

const RELOADED = "bidhall.reloaded";
/** Milliseconds. */
const AGAIN = 10_000;

// A part of another build than this page is of is gone from the server: the page of the new one has its own parts.
window.addEventListener("vite:preloadError", (event) => {
  if (Date.now() - Number(sessionStorage.getItem(RELOADED)) < AGAIN) return;
  event.preventDefault();
  sessionStorage.setItem(RELOADED, String(Date.now()));
  location.reload();
});

async function start(): Promise<void> {
  chooseTheme(chosenTheme());
  await chooseLanguage(preferredLanguage(), { keep: false });
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <Failure place="">
          <App />
        </Failure>
      </I18nProvider>
    </StrictMode>,
  );
}

void start();
