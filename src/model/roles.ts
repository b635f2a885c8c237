// What somebody who asks is to the company. What each role may see is the policy's (src/auth).

/**
 * admin: everything, for whoever answers for the data. analyst: all metrics and segments, no names of people. bi: metrics for
 * dashboards. app: what an internal application shows of a customer. service: what feeds and watches the server.
 */
export const roles = ['admin', 'analyst', 'bi', 'app', 'service'] as const;

export type Role = (typeof roles)[number];
