const firstNames = [
  "Ada",
  "Ben",
  "Cleo",
  "Dev",
  "Edda",
  "Finn",
  "Gita",
  "Hugo",
  "Ines",
  "Jon",
  "Kira",
  "Leo",
];

/** Nobody in particular: the same names in every emulated help desk. */
export function agentName(index: number): string {
  const firstName = firstNames[index];
  return firstName ? `${firstName} ${firstName.slice(0, 1)}.` : `Test Agent ${index + 1}`;
}
