/** The demonstration firm's owner, as seeded on first run and shown by `npm start`. For a machine of one's own only. */
export const demonstrationSignIn = { email: "elena@hartwellruiz.example", password: "firmflow-demo" } as const;
