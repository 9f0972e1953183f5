/** Two cores, and tests of which many wait for servers. Each of them has a Mongo server to itself. */
export const filesAtOnce = 3;
