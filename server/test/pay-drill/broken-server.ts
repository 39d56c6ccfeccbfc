/** The real server with one part broken on purpose, to prove that the payments drill would notice. SLUICE_BREAK names the break. */
import { breakSource } from "../break-source.ts";
import { brokenParts } from "./broken-parts.ts";

breakSource(brokenParts);
await import("../../main.ts");
