import { Button, PasswordInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { signIn } from "../../api/auth.ts";
import { api } from "../../api/client.ts";
import { ProblemError } from "../../api/problem.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { FormProblems, problemsOf } from "../../components/FormProblems.tsx";
import { LoadingLines } from "../../components/LoadingLines.tsx";
import { Outside } from "../../components/Outside.tsx";

/** A member of staff takes up an invitation by choosing a password. */
export default function Invitation() {
  const { token = "" } = useParams();
  const navigate = useNavigate();
  const path = `/api/public/invitations/${encodeURIComponent(token)}`;
  const invited = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => api.get<{ name: string; email: string }>(path),
    retry: false,
  });
  const [password, setPassword] = useState("");
  const take = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      const { email } = await api.post<{ email: string }>(path, { password });
      await signIn(email, password);
    },
    onSuccess: () => navigate("/", { replace: true }),
  });
  if (invited.isPending)
    return (
      <Outside title="Your invitation">
        <LoadingLines lines={2} />
      </Outside>
    );
  if (invited.error)
    return (
      <Outside title="Your invitation">
        <Refused error={invited.error} onRetry={() => void invited.refetch()} />
      </Outside>
    );
  return (
    <Outside title={`Welcome, ${invited.data.name}`}>
      <p className="muted">Choose a password. You sign in with {invited.data.email}.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          take.mutate();
        }}
      >
        <FormProblems error={take.error} shown={["password"]} />
        <input type="hidden" name="email" autoComplete="username" value={invited.data.email} readOnly />
        <PasswordInput
          label="Password"
          description="At least ten characters"
          required
          minLength={10}
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
          error={problemsOf(take.error).of("password")}
          visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
        />
        <Button type="submit" variant="filled" size="md" fullWidth loading={take.isPending}>
          Start
        </Button>
      </form>
    </Outside>
  );
}

/** An invitation that was used or ran out stays so: whoever used it signs in. What failed otherwise may be tried again. */
function Refused({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const isOver = error instanceof ProblemError && (error.status === 410 || error.status === 404);
  if (!isOver) return <ErrorState error={error} title="The invitation could not be opened" onRetry={onRetry} />;
  return (
    <>
      <p>{error.message}</p>
      <p className="muted">Have you used it already? Then sign in with the password you chose.</p>
      <Button component={Link} to="/sign-in" variant="filled" size="md">
        To sign in
      </Button>
    </>
  );
}
