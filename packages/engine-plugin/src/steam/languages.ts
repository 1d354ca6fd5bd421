/** Steam's names of languages that are not simply English ones of the tag, by the tag's beginning; longer beginnings first. */
const NAMES: readonly (readonly [tag: string, name: string])[] = [
  ["es-es", "spanish"], ["es-", "latam"], ["es", "spanish"], ["pt-br", "brazilian"], ["pt", "portuguese"], ["zh-t", "tchinese"],
  ["zh-hant", "tchinese"], ["zh-hk", "tchinese"], ["zh-mo", "tchinese"], ["zh", "schinese"], ["ar", "arabic"], ["bg", "bulgarian"],
  ["cs", "czech"], ["da", "danish"], ["de", "german"], ["el", "greek"], ["fi", "finnish"], ["fr", "french"], ["hu", "hungarian"],
  ["id", "indonesian"], ["it", "italian"], ["ja", "japanese"], ["ko", "koreana"], ["nb", "norwegian"], ["nl", "dutch"],
  ["nn", "norwegian"], ["no", "norwegian"], ["pl", "polish"], ["ro", "romanian"], ["ru", "russian"], ["sv", "swedish"], ["th", "thai"],
  ["tr", "turkish"], ["uk", "ukrainian"], ["vi", "vietnamese"],
];

/** Steam's name of the language of a tag such as `"de-AT"`; english for those Steam does not know, and without one. */
export function steamLanguage(tag: string | undefined): string {
  const lower = tag?.toLowerCase() ?? "";
  return NAMES.find(([beginning]) => lower.startsWith(beginning))?.[1] ?? "english";
}

/** The language of the browser. */
export function browserLanguage(): string {
  return steamLanguage((globalThis as { navigator?: { language?: string } }).navigator?.language);
}
