import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { chooseLanguage, preferredLanguage } from "./app/languages";
import { chooseTheme, chosenTheme } from "./app/themes";
import { Failure } from "./parts/Failure";
import { loaded } from "./parts/loading";
import "./styles/tokens.css";
import "./styles/base.css";

async function start(): Promise<void> {
  chooseTheme(chosenTheme());
  await loaded(() => chooseLanguage(preferredLanguage(), { keep: false }));
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
