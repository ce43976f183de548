import { compilePattern } from "../compile-pattern.ts";
import { testsOf } from "../condition.ts";
import type { Policy, Rule } from "../policy.ts";
import type { Finding } from "./finding.ts";
import { findContradiction, normalImplies } from "./implies.ts";
import { type Literal, type Normal, normalize, splitValues, waysToHold } from "./literals.ts";

/** Texts so different that a pattern which finds something in each finds something in all. */
const probes = ["", "x", "0", " ", "\n", "?!", "Zoë", "返品", "lorem ipsum 12"];

export function findRuleFindings(policy: Policy): Finding[] {
  const findings: Finding[] = [];
  const earlier: EarlierRule[] = [];
  for (const [index, rule] of policy.rules.entries()) {
    if (rule.enabled === false) continue;
    const path = ["rules", index];
    const contradiction = findContradiction(rule.when);
    if (contradiction) {
      const describe = (place: 0 | 1) => describeLiteral(contradiction[place]);
      findings.push({
        code: "never matches",
        severity: "warning",
        path: [...path, "when"],
        message: `The rule “${rule.name}” can never match: ${contradiction.map(describeLiteral).join(" and ")} exclude each other.`,
        fix: 'Take one of the two out, or put them into an "any".',
        about: { rule: rule.name, one: describe(0), other: describe(1) },
      });
    } else {
      const when = normalize(rule.when);
      const shadow = findShadow(earlier, rule, when);
      if (shadow) findings.push({ ...shadow, path });
      if (rule.last === true || sends(rule)) earlier.push({ rule, when });
    }
    findings.push(...findPatternFindings(rule, path), ...findActionFindings(rule, path));
  }
  return findings;
}

/** An enabled rule that may keep later ones from having an effect. */
interface EarlierRule {
  rule: Rule;
  when: Normal;
}

function findShadow(earlier: EarlierRule[], rule: Rule, when: Normal): Omit<Finding, "path"> | undefined {
  const enders = findCover(
    when,
    earlier.filter((candidate) => candidate.rule.last === true),
  );
  if (enders) {
    const [names, first] = [nameRules(enders), enders[0]?.name];
    const each = enders.length === 1 ? "which is the last rule" : "each of them the last rule";
    return {
      code: "unreachable rule",
      severity: "warning",
      message: `The rule “${rule.name}” is never reached: every ticket it would match is matched by ${names} before, ${each} for its tickets.`,
      fix: `Move it above “${first}”, or take "last" off ${enders.length === 1 ? "that rule" : "one of them"}.`,
      about: { rule: rule.name, others: listNames(enders) },
    };
  }
  if (!sends(rule)) return undefined;
  const senders = findCover(
    when,
    earlier.filter((candidate) => sends(candidate.rule)),
  );
  if (!senders) return undefined;
  const verb = senders.length === 1 ? "has" : "have";
  return {
    code: "shadowed queue",
    severity: "warning",
    message: `The queue of the rule “${rule.name}” never counts: ${nameRules(senders)} ${verb} always sent those tickets elsewhere before.`,
    fix: `Move it above “${senders[0]?.name}”, or narrow ${senders.length === 1 ? "that rule" : "one of them"}.`,
    about: { rule: rule.name, others: listNames(senders) },
  };
}

/**
 * The earlier rules that together match whatever a condition matches: one for all, or one for each way in which the
 * condition can hold. Undefined when that is not plain.
 */
function findCover(when: Normal, earlier: EarlierRule[]): Rule[] | undefined {
  const one = earlier.find((candidate) => normalImplies(when, candidate.when));
  if (one) return [one.rule];
  const ways = earlier.length > 1 ? waysToHold(splitValues(when)) : undefined;
  if (!ways || ways.length === 0) return undefined;
  const cover = new Set<Rule>();
  for (const way of ways) {
    const match = earlier.find((candidate) => normalImplies({ all: way }, candidate.when));
    if (!match) return undefined;
    cover.add(match.rule);
  }
  return [...cover];
}

function nameRules(rules: Rule[]): string {
  const names = rules.map(({ name }) => `“${name}”`);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

const listNames = (rules: Rule[]) => rules.map(({ name }) => `“${name}”`).join(", ");

function sends(rule: Rule): boolean {
  return rule.then.some((action) => action.do === "send to queue");
}

function findPatternFindings(rule: Rule, path: Finding["path"]): Finding[] {
  return testsOf(rule.when).flatMap(({ test }): Finding[] => {
    if (test.operator !== "matches") return [];
    const pattern = compilePattern(String(test.value));
    if (!probes.every((probe) => pattern.test(probe))) return [];
    return [
      {
        code: "pattern matches everything",
        severity: "warning",
        path: [...path, "when"],
        message: `The pattern “${String(test.value)}” of the rule “${rule.name}” matches every text, also an empty one.`,
        fix: 'Ask for at least one character ("+" in place of "*"), or use "present".',
        about: { rule: rule.name, pattern: String(test.value) },
      },
    ];
  });
}

function findActionFindings(rule: Rule, path: Finding["path"]): Finding[] {
  const leaves = rule.then.some((action) => action.do === "leave alone");
  if (!leaves || rule.then.length === 1) return [];
  return [
    {
      code: "pointless actions",
      severity: "note",
      path: [...path, "then"],
      message: `The rule “${rule.name}” leaves tickets alone, so its other actions do nothing.`,
      fix: "Take the other actions out, or take “leave alone” out.",
      about: { rule: rule.name },
    },
  ];
}

function describeLiteral({ test, negated }: Literal): string {
  return `${negated ? "not " : ""}“${test.field} ${test.operator} ${JSON.stringify(test.value)}”`;
}
