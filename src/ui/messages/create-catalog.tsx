import { createContext, type ReactNode, useContext } from "react";
import type { Language } from "./language.ts";

/** A text, or its forms by number; `{name}` stands for a value. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

/** The same keys in another language: a missing or a superfluous one is an error of types. */
export type SameKeys<Source> = {
  [Key in keyof Source]: Source[Key] extends string ? string : { other: string } & Plurals;
};
type Plurals = Partial<Record<Intl.LDMLPluralRule, string>>;

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type ValuesOf<Entry> = Entry extends string
  ? NamesIn<Entry>
  : Entry extends { other: infer Other }
    ? NamesIn<Other> | "n"
    : never;
type Values<Entry> = [ValuesOf<Entry>] extends [never]
  ? []
  : [values: Record<ValuesOf<Entry>, string | number>];

/** Tells a message in the reader's language. Of forms by number, `n` chooses. */
export type Tell<Source> = <Key extends keyof Source & string>(
  key: Key,
  ...values: Values<Source[Key]>
) => string;

export interface Text<Source> {
  tell: Tell<Source>;
  /** What `field.subject` is called, say; the name itself where there is no word for it, as of a customer's own field. */
  tellName(kind: string, name: string): string;
  language: Language;
}

/**
 * One part of the pages' messages, a language a file, loaded when a page needs it.
 *
 * @param loaders `() => import("./sidebar/de.ts")` for each language
 */
export function createCatalog<Source extends object>(
  loaders: Record<Language, () => Promise<{ messages: SameKeys<Source> }>>,
) {
  const Context = createContext<Text<Source> | undefined>(undefined);

  function useText() {
    const found = useContext(Context);
    if (!found) throw new Error("there is no provider of these messages");
    return found;
  }

  async function loadText(language: Language): Promise<Text<Source>> {
    const { messages } = await loaders[language]();
    const tell = createTell<Source>(messages, language);
    const tellName = (kind: string, name: string) => {
      const key = `${kind}.${name}`;
      return Object.hasOwn(messages, key) ? (tell as unknown as (key: string) => string)(key) : name;
    };
    return { tell, tellName, language };
  }

  function TextProvider(props: { text: Text<Source>; children: ReactNode }) {
    return <Context.Provider value={props.text}>{props.children}</Context.Provider>;
  }

  return { useText, loadText, TextProvider };
}

function createTell<Source>(messages: SameKeys<Source>, language: Language): Tell<Source> {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, ...[values]) => {
    const given = values as Record<string, string | number> | undefined;
    const message = messages[key] as Message;
    const text =
      typeof message === "string" ? message : (message[plurals.select(Number(given?.n))] ?? message.other);
    return text.replace(/\{(\w+)\}/g, (_found, name: string) => {
      const value = given?.[name];
      return typeof value === "number" ? numbers.format(value) : String(value ?? "");
    });
  };
}
