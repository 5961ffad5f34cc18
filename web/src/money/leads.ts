/** Whether somebody of this role decides about the money of their party. */
export function leads(role: string | null | undefined): boolean {
  return role === "OWNER" || role === "MANAGER";
}
