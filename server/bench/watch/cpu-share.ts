/** Measures from now on; the answer tells what share of a core a process has used since. */
export function cpuShare(target: { readonly cpuMs: () => number }): () => number {
  const startedMs = performance.now();
  const beforeMs = target.cpuMs();
  return () => (target.cpuMs() - beforeMs) / (performance.now() - startedMs);
}
