/** What GlitchTip says when a token does not let a request in, by status. */
const details: Record<number, string> = { 401: 'Unauthorized', 403: 'Permission denied' };

/** The body of a refused request. */
export const refusalBody = ({ status, description }: { status: number; description: string }) => ({
  detail: details[status] ?? description,
});
