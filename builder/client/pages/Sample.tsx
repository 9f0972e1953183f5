import { PublicFrame } from "../frame/PublicFrame.tsx";

/** Where the links of a test and of a preview lead: only staff ever come here. */
export default function Sample() {
  return (
    <PublicFrame title="This was a sample">
      <h1>This was a sample</h1>
      <p className="lead">
        In the message that a client gets, this link opens a page of their own. From a test it opens nothing, and nothing was done.
      </p>
      <p className="lead">You can close this page.</p>
    </PublicFrame>
  );
}
