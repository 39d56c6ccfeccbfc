import { Agent, request } from "node:http";
import type { Question } from "./questions.ts";

/** One kept-alive connection to a server. */
export interface Asker {
  /** Answers the bytes of the response; throws when it is not a 200. */
  readonly ask: (question: Question) => Promise<Buffer>;
  readonly close: () => void;
}

/** Opens a connection for Connect calls in binary. Bytes are not decoded: the client's own work would hide differences. */
export function openAsker(url: string): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const headers = { "content-type": "application/proto", "connect-protocol-version": "1" };
        const options = { agent, method: "POST", headers };
        const call = request(`${url}${question.path}`, options, (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () => {
            const bytes = Buffer.concat(chunks);
            if (response.statusCode === 200) resolve(bytes);
            else reject(new Error(`${question.name}: ${bytes.toString("utf8")}`));
          });
        });
        call.on("error", reject);
        call.end(question.body);
      }),
    close: () => agent.destroy(),
  };
}
