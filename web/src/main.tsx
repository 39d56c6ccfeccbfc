import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./ui/tokens.css";
import "./ui/base.css";
import { startLive } from "./live/live.ts";
import { App } from "./pages/app.tsx";

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root");
startLive();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
