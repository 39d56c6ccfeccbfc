import { exponential } from "./random.ts";
import type { Random } from "./random.ts";

/** A wave of buyers lasts this long; a longer sale has one after the other, so that it stays alive. */
const waveMaxMs = 180_000;
const rampMaxMs = 3_000;
/** Parts of a wave: how fast the rush dies down (27 s of 180), and when those come back who were too late at first. */
const rampShare = 0.1;
const decayShare = 0.15;
const returnShare = 0.5;
const returnHeight = 0.6;
const quietHeight = 0.2;

/**
 * Demand at a moment of a flash sale, as a share of its peak: up within seconds, dying down, a second bump half-way.
 * Never below a fifth.
 */
export function demandAt(elapsedMs: number, durationMs: number): number {
  const waveMs = Math.min(waveMaxMs, durationMs);
  const inWaveMs = elapsedMs % waveMs;
  const rush = rushAt(inWaveMs, waveMs);
  const second = returnHeight * rushAt(inWaveMs - returnShare * waveMs, waveMs);
  return Math.min(1, Math.max(quietHeight, rush + second));
}

/**
 * The times at which buyers arrive, milliseconds after the opening, then undefined. Poisson: arrivals are drawn at the
 * peak's rate and kept with the share of the moment (thinning; Lewis and Shedler, 1979).
 */
export function arrivals(options: {
  readonly peakPerSecond: number;
  readonly durationMs: number;
  readonly random: Random;
}): () => number | undefined {
  const { peakPerSecond, durationMs, random } = options;
  let atMs = 0;
  return () => {
    do atMs += exponential(random, 1_000 / peakPerSecond);
    while (atMs < durationMs && random() >= demandAt(atMs, durationMs));
    return atMs < durationMs ? atMs : undefined;
  };
}

function rushAt(sinceMs: number, waveMs: number): number {
  if (sinceMs < 0) return 0;
  const rampMs = Math.min(rampMaxMs, rampShare * waveMs);
  if (sinceMs < rampMs) return sinceMs / rampMs;
  return Math.exp(-(sinceMs - rampMs) / (decayShare * waveMs));
}
