/** What `npm ci` runs when the packages are in place: TypeScript from proto/, then the console's static files. */
import { execSync } from "node:child_process";
import { existsSync } from "node:fs";

execSync("buf generate", { stdio: "inherit" });
if (existsSync("web/index.html")) execSync("vite build web --logLevel warn", { stdio: "inherit" });
