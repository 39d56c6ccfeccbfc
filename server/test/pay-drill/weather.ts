import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../kill/random.ts";
import type { Restartable } from "./restartable.ts";
import type { Stage } from "./stage.ts";
import type { Tickets } from "./tickets.ts";

export interface WeatherOptions {
  readonly stage: Stage;
  readonly random: Random;
  readonly tickets: Tickets;
  /** Payments to be made. */
  readonly count: number;
  readonly kills: number;
  /** Hears of each kill. */
  readonly onKill: (names: string) => void;
}

const lookMs = 5;
/** Longest time from the moment that was planned to the kill, so that it comes between any two steps. */
const delayMaxMs = 150;
const downMaxMs = 1_500;

/** Kills Sluice, a provider, or several at once, `kills` times in the course of all payments, and starts them again. */
export async function runWeather(options: WeatherOptions): Promise<void> {
  const { stage, random, tickets, count, kills, onKill } = options;
  for (let kill = 0; kill < kills; kill += 1) {
    const dueAt = Math.floor((count * (kill + random.next())) / (kills + 1));
    while (tickets.used < dueAt) await sleep(lookMs);
    await sleep(random.between(0, delayMaxMs));
    const doomed = drawDoomed(stage, kill, random);
    onKill(doomed.map(({ name }) => name).join(" and "));
    await Promise.all(doomed.map((program) => program.kill()));
    await Promise.all(doomed.map((program) => startLater(program, random)));
  }
}

/** The first is Sluice and the second a provider, so that the shortest drill has both. */
function drawDoomed(
  { sluice, providers }: Stage,
  kill: number,
  random: Random,
): readonly Restartable[] {
  const provider = random.pick(providers);
  const way = kill === 0 ? 0 : kill === 1 ? 0.6 : random.next();
  if (way < 0.5) return [sluice];
  if (way < 0.8) return [provider];
  return way < 0.9 ? providers : [sluice, provider];
}

async function startLater(program: Restartable, random: Random): Promise<void> {
  if (random.chance(0.5)) await sleep(random.between(0, downMaxMs));
  await program.start();
}
