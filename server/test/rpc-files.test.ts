import assert from "node:assert/strict";
import { readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:http2";
import { join } from "node:path";
import { suite, test } from "node:test";
import { sendRaw } from "./rpc-raw-client.ts";
import { startTestServer } from "./rpc-test-server.ts";
import { tempDirectory } from "./temp-directory.ts";
import { waitFor } from "./wait-for.ts";

/** More than the buffers between a file and a client that does not read hold. */
const fileBytes = 32 * 1024 * 1024;

suite("a file of the console", () => {
  for (const version of ["1.1", "2"] as const) {
    test(`is closed when who asked for it over HTTP/${version} goes away in the middle`, async (t) => {
      const { webRoot, file } = webRootWith(t, fileBytes);
      await using server = await startTestServer({}, undefined, undefined, { webRoot });
      for (let count = 0; count < 5; count += 1) {
        const leave = await beginToRead(version, `${server.url}/big.js`);
        assert.equal(openCount(file), 1);
        leave();
        await waitFor("the file is closed", () => openCount(file) === 0);
      }
    });

    test(`that is gone cuts its answer over HTTP/${version}, and the server lives on`, async (t) => {
      const { webRoot, file } = webRootWith(t, 1_000);
      await using server = await startTestServer({}, undefined, undefined, { webRoot });
      rmSync(file);
      const ask = { url: server.url, path: "/big.js", method: "GET" };
      await assert.rejects(sendRaw(version, ask));
      const page = await sendRaw(version, { ...ask, path: "/index.html" });
      assert.equal(page.body.toString(), "<title>console</title>");
    });
  }
});

function webRootWith(t: Parameters<typeof tempDirectory>[0], bytes: number) {
  const webRoot = tempDirectory(t);
  const file = join(webRoot, "big.js");
  writeFileSync(file, Buffer.alloc(bytes, " "));
  writeFileSync(join(webRoot, "index.html"), "<title>console</title>");
  return { webRoot, file };
}

/** Asks for a file and reads its beginning; what is answered goes away from it. */
async function beginToRead(version: "1.1" | "2", url: string): Promise<() => void> {
  const { promise, resolve, reject } = Promise.withResolvers<() => void>();
  if (version === "1.1") {
    const asking = request(url, (response) => {
      response.once("readable", () => resolve(() => asking.destroy()));
    });
    asking.on("error", reject).end();
  } else {
    const { origin, pathname } = new URL(url);
    const session = connect(origin);
    const stream = session.request({ ":path": pathname });
    stream.once("readable", () =>
      resolve(() => {
        stream.destroy();
        session.destroy();
      }),
    );
    session.on("error", reject);
  }
  return await promise;
}

/** How many descriptors this process has of a file. */
function openCount(file: string): number {
  return readdirSync("/proc/self/fd").filter((fd) => isOpen(fd, file)).length;
}

function isOpen(fd: string, file: string): boolean {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`) === file;
  } catch {
    return false;
  }
}
