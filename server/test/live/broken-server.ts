/** The real server with one part of its live side broken on purpose, to prove that the live drill would notice. SLUICE_BREAK names the break. */
import { breakSource } from "../break-source.ts";
import { brokenParts } from "./broken-parts.ts";

breakSource(brokenParts);
await import("../../main.ts");
