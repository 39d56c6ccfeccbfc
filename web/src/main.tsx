import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/print.css";
import { startLive } from "./live/live.ts";
import { App } from "./pages/app.tsx";
import { startLanguage } from "./words/page-language.ts";

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root");
startLive();
// No flash of another language: the first paint has the chosen one.
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
