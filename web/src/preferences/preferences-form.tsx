import { useSyncExternalStore } from "react";
import { useNowMs } from "../refresh/use-refresh.ts";
import { useSpeech } from "../ui/use-speech.ts";
import { pageLanguage } from "../words/page-language.ts";
import type { Speech } from "../words/speech.ts";
import { preferences } from "./browser-preferences.ts";
import { Choice } from "./choice.tsx";
import { usePreferences } from "./use-preferences.ts";
import { preferencesWords } from "./words.ts";
import type { PreferencesWords } from "./words.ts";
import { zoneChoices } from "./zone-choices.ts";
import styles from "./preferences.module.css";

/** What can be chosen for this browser. A choice shows at once, and in every other tab. */
export function PreferencesForm() {
  const { theme, language, density } = usePreferences();
  const speech = useSpeech(preferencesWords);
  const { words } = speech;
  const failed = useSyncExternalStore(pageLanguage.subscribe, pageLanguage.failed);
  return (
    <div className={styles["form"]}>
      <Choice
        name="theme"
        legend={words.theme.legend}
        value={theme}
        options={[
          { value: "light", label: words.theme.light },
          { value: "dark", label: words.theme.dark },
          { value: "system", label: words.theme.system },
        ]}
        onChoose={(value) => preferences.choose({ theme: value })}
      />
      <Choice
        name="language"
        legend={words.language.legend}
        value={language}
        options={[
          { value: "en", label: "English", lang: "en" },
          { value: "zh", label: "中文", lang: "zh-CN" },
          { value: "system", label: words.language.system },
        ]}
        onChoose={(value) => preferences.choose({ language: value })}
      />
      {failed && (
        <p role="alert" className={styles["failed"]}>
          {words.languageFailed}
        </p>
      )}
      <Choice
        name="density"
        legend={words.density.legend}
        value={density}
        options={[
          { value: "comfortable", label: words.density.comfortable },
          { value: "dense", label: words.density.dense },
        ]}
        onChoose={(value) => preferences.choose({ density: value })}
      />
      <ZoneField speech={speech} />
    </div>
  );
}

function ZoneField({ speech }: { readonly speech: Speech<PreferencesWords> }) {
  const { words, formats } = speech;
  const { zone } = usePreferences();
  const nowMs = useNowMs();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return (
    <label className={styles["zone"]}>
      <span>{words.zone.legend}</span>
      <select
        value={zone}
        onChange={(event) => preferences.choose({ zone: event.target.value })}
        aria-describedby="zone-now"
      >
        <option value="local">{words.zone.local(timeZone)}</option>
        <option value="UTC">UTC</option>
        <optgroup label={words.zone.all}>
          {zoneChoices(zone).map((name) => (
            <option key={name} value={name}>
              {name.replaceAll("_", " ")}
            </option>
          ))}
        </optgroup>
      </select>
      <small id="zone-now">{words.zone.now(formats.clock(nowMs))}</small>
    </label>
  );
}
