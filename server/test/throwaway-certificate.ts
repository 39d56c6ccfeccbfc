import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate for the loopback address, good for two days, in a directory of its own. */
export interface ThrowawayCertificate {
  readonly tlsCert: string;
  readonly tlsKey: string;
  /** The certificate itself, for clients that should trust it. */
  readonly ca: string;
  readonly remove: () => void;
}

/** Makes a new certificate with the `openssl` program; throws when there is none. */
export function makeCertificate(): ThrowawayCertificate {
  const directory = mkdtempSync(join(tmpdir(), "sluice-tls-"));
  const tlsCert = join(directory, "cert.pem");
  const tlsKey = join(directory, "key.pem");
  const what = ["req", "-x509", "-nodes", "-days", "2", "-newkey", "ec"];
  const key = ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-keyout", tlsKey, "-out", tlsCert];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"];
  execFileSync("openssl", [...what, ...key, ...names], { stdio: "pipe" });
  return {
    tlsCert,
    tlsKey,
    ca: readFileSync(tlsCert, "utf8"),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
