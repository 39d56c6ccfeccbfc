import type { ReactElement } from "react";
import { preferences } from "../preferences/browser-preferences.ts";
import type { Preferences } from "../preferences/preferences.ts";
import { usePreferences } from "../preferences/use-preferences.ts";
import styles from "./theme-switch.module.css";

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const { theme } = usePreferences();
  return (
    <fieldset className={styles["switch"]}>
      <legend className="visually-hidden">Theme</legend>
      {themes.map(({ value, label, icon }) => (
        <label key={value} className={styles["choice"]} title={label}>
          <input
            type="radio"
            name="theme"
            value={value}
            checked={theme === value}
            onChange={() => preferences.choose({ theme: value })}
            className="visually-hidden"
          />
          <svg viewBox="0 0 16 16" aria-hidden="true">
            {icon}
          </svg>
          <span className="visually-hidden">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

const stroke = { fill: "none", stroke: "currentColor", strokeWidth: 1.4 } as const;

const themes: readonly {
  readonly value: Preferences["theme"];
  readonly label: string;
  readonly icon: ReactElement;
}[] = [
  {
    value: "light",
    label: "Light theme",
    icon: (
      <>
        <circle cx="8" cy="8" r="2.8" {...stroke} />
        <path
          d="M8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4"
          {...stroke}
        />
      </>
    ),
  },
  {
    value: "dark",
    label: "Dark theme",
    icon: <path d="M13 9.7A5.6 5.6 0 0 1 6.3 3a5.6 5.6 0 1 0 6.7 6.7z" {...stroke} />,
  },
  {
    value: "system",
    label: "Theme of the system",
    icon: <path d="M2 3h12v8H2zM5.5 13.5h5M8 11v2.5" {...stroke} />,
  },
];
