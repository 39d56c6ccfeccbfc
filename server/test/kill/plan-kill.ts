import { stracePath } from "../server-process.ts";
import type { Random } from "./random.ts";

/** How one server is to die: in the middle of its work, or when one of its threads enters its n-th sync or write. */
export interface KillPlan {
  readonly kind: "moment" | "sync" | "write";
  /** Killed from here after so many answers; counted, not timed, so that a slow machine has as much to lose. */
  readonly afterAnswers: number;
  /** Killed at the latest so long after the load began, in ms. */
  readonly lifeMaxMs: number;
  /** What node runs under. */
  readonly under: readonly string[];
}

const answersMax = 800;
const lifeMaxMs = 3_000;

/**
 * Most servers die at a random moment under load, some (with strace) at a named point: at the entry of an fdatasync, so that a
 * commit is written and not synced, or of a write to the database or its WAL, in the middle of a transaction.
 */
export function planKill(random: Random, cycle: number, traced: boolean): KillPlan {
  const kind = traced ? kindOf(cycle) : "moment";
  const afterAnswers = kind === "moment" ? random.between(1, answersMax) : Number.POSITIVE_INFINITY;
  if (kind === "moment") return { kind, afterAnswers, lifeMaxMs, under: [] };
  const call = kind === "sync" ? "fdatasync" : "pwrite64";
  const nth = kind === "sync" ? random.between(2, 15) : random.between(20, 600);
  const inject = `inject=${call}:signal=KILL:when=${nth}`;
  // -D: node stays our own child, strace stands beside it.
  const under = [stracePath, "-D", "-f", "-o", "/dev/null"];
  return { kind, afterAnswers, lifeMaxMs, under: [...under, "-e", `trace=${call}`, "-e", inject] };
}

function kindOf(cycle: number): KillPlan["kind"] {
  if (cycle % 5 === 3) return "sync";
  return cycle % 5 === 0 ? "write" : "moment";
}
