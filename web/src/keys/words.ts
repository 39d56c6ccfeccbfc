/** What the shortcuts of every page say. */
export const keysWords = {
  en: {
    everywhere: "Everywhere",
    goTo: (page: string) => `Go to ${page}`,
    search: "Search on this page",
  },
} as const;
