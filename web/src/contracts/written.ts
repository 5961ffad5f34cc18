/** Whether a text in one language, such as zh-Hant, is read by whoever reads another, such as zh. */
export function isReadIn(tag: string, other: string): boolean {
  const [one, two] = [tag, other].map((each) => new Intl.Locale(each).maximize());
  return one?.language === two?.language && one?.script === two?.script;
}
