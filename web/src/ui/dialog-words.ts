/** What dialogs and what they ask say, whatever they are about. */
export const dialogWords = {
  en: {
    close: "Close",
    keep: "Keep as it is",
    reason: "Reason",
    reasonHelp: "Kept with the change, for everybody to read.",
    quickReasons: "Often given",
    notifications: "Notifications",
    dismiss: "Dismiss",
    toToasts: "Go to the notifications",
  },
} as const;
